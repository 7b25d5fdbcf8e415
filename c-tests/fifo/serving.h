/* A server over a FIFO in a child, and what there must be no more of when all is over. */
#ifndef SERVING_H
#define SERVING_H

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#include "child.h"
#include "descriptors.h"

#define SERVER "service"

enum { LONG = 30000 };

/* Answers each request with itself, until somebody sends "end"; tells by a byte that it is there. */
static inline void serve(int ready)
{
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;
	leat_fifo_server *server = leat_fifo_server_new(SERVER, NULL);

	CHECK(server != NULL);
	CHECK_INT(write(ready, "r", 1), 1);
	for (;;) {
		CHECK_INT(leat_fifo_server_next(server, LEAT_FOREVER, &event), 0);
		if (event.kind != LEAT_DATA)
			continue;
		if (event.data_size == 3 && memcmp(event.data, "end", 3) == 0)
			break;
		leat_fifo_server_answer(server, event.client, event.data, event.data_size); /* which may be gone */
	}
	leat_fifo_server_free(server);
	exit(0);
}

static inline pid_t start_server(void)
{
	int ready[2];
	char byte;
	pid_t pid;

	fflush(stdout);
	CHECK_INT(pipe(ready), 0);
	CHECK((pid = fork()) != -1);
	if (pid == 0) {
		close(ready[0]);
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* should the test fail */
		serve(ready[1]);
	}
	close(ready[1]);
	CHECK_INT(leat_io_read_all(ready[0], &byte, 1, LONG, NULL), 0);
	close(ready[0]);
	return pid;
}

/* The next event, which is of that kind. */
static inline struct leat_server_event next_event(leat_fifo_server *server, int kind)
{
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;

	CHECK_INT(leat_fifo_server_next(server, LONG, &event), 0);
	CHECK_INT(event.kind, kind);
	return event;
}

/* How many files are here whose name begins so. */
static inline int files(const char *beginning)
{
	DIR *directory = opendir(".");
	struct dirent *entry;
	int count = 0;

	CHECK(directory != NULL);
	while ((entry = readdir(directory)) != NULL)
		count += strncmp(entry->d_name, beginning, strlen(beginning)) == 0;
	closedir(directory);
	return count;
}

#endif /* SERVING_H */
