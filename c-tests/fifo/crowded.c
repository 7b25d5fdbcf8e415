/*
 * A server refuses more clients than it wants, and lets those for whom it has no descriptor wait until it has one; signals,
 * which interrupt whatever it does, change nothing.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/resource.h>

#include "serving.h"
#include "storm.h"

static leat_fifo_server *server;

static pid_t child_that(void (*asks)(void))
{
	pid_t pid = fork();

	CHECK(pid != -1);
	if (pid != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	asks();
	_exit(0);
}

static void asks_twice(void)
{
	leat_fifo_client *first = leat_fifo_client_open(SERVER, LONG);

	CHECK(first != NULL);
	CHECK_FAILS(leat_fifo_client_open(SERVER, LONG), NULL, ECONNREFUSED, "fifo_client_open");
	CHECK_INT(leat_fifo_client_send(first, "done", 4, LONG), 0);
	leat_fifo_client_free(first);
}

static void asks(void)
{
	char answer[8];
	size_t size;

	begin_storm();
	CHECK_INT(leat_fifo_request(SERVER, "question", 8, LONG, answer, sizeof answer, &size), 0);
	CHECK(size == 6 && memcmp(answer, "answer", 6) == 0);
	end_storm();
}

int main(void)
{
	struct leat_fifo_server_options options = LEAT_FIFO_SERVER_OPTIONS_INIT;
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;
	struct rlimit limit, few;
	pid_t pid;

	options.most_clients = 1;
	CHECK((server = leat_fifo_server_new(SERVER, &options)) != NULL);
	pid = child_that(asks_twice);
	next_event(server, LEAT_JOINED);
	next_event(server, LEAT_DATA);
	next_event(server, LEAT_GONE);
	CHECK_INT(exit_status_of(pid), 0);
	leat_fifo_server_free(server);

	CHECK((server = leat_fifo_server_new(SERVER, NULL)) != NULL);
	pid = child_that(asks);
	CHECK_INT(getrlimit(RLIMIT_NOFILE, &limit), 0);
	few = limit;
	few.rlim_cur = 3;
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &few), 0);
	begin_storm();
	CHECK_FAILS(leat_fifo_server_next(server, 50, &event), -1, ETIMEDOUT, "fifo_server_next");
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	next_event(server, LEAT_JOINED); /* it has asked again, or only now, or anew: valgrind opens first and closes then */
	event = next_event(server, LEAT_DATA);
	CHECK_INT(leat_fifo_server_answer(server, event.client, "answer", 6), 0);
	next_event(server, LEAT_GONE);
	end_storm();
	CHECK_INT(exit_status_of(pid), 0);
	leat_fifo_server_free(server);
	CHECK_INT(files(SERVER), 0);
	return 0;
}
