/* test: no valgrind */
/*
 * A server refuses more clients than it wants, and lets those for whom it has no descriptor wait until it has one; signals,
 * which interrupt whatever it does, change nothing.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/resource.h>
#include <sys/time.h>

#include "serving.h"

static leat_fifo_server *server;

static struct leat_server_event next(int kind)
{
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;

	CHECK_INT(leat_fifo_server_next(server, LONG, &event), 0);
	CHECK_INT(event.kind, kind);
	return event;
}

static void on_alarm(int number) { (void)number; }

static void storm(int on)
{
	struct itimerval every;
	struct sigaction action;

	memset(&action, 0, sizeof action);
	action.sa_handler = on_alarm;
	CHECK_INT(sigaction(SIGALRM, &action, NULL), 0);
	memset(&every, 0, sizeof every);
	every.it_value.tv_usec = every.it_interval.tv_usec = on ? 1000 : 0;
	CHECK_INT(setitimer(ITIMER_REAL, &every, NULL), 0);
}

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
}

static void asks(void)
{
	char answer[8];
	size_t size;

	storm(1);
	CHECK_INT(leat_fifo_request(SERVER, "question", 8, LONG, answer, sizeof answer, &size), 0);
	CHECK(size == 6 && memcmp(answer, "answer", 6) == 0);
	storm(0);
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
	next(LEAT_JOINED);
	next(LEAT_DATA);
	next(LEAT_GONE);
	CHECK_INT(exit_status_of(pid), 0);
	leat_fifo_server_free(server);

	CHECK((server = leat_fifo_server_new(SERVER, NULL)) != NULL);
	pid = child_that(asks);
	CHECK_INT(getrlimit(RLIMIT_NOFILE, &limit), 0);
	few = limit;
	few.rlim_cur = 3;
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &few), 0);
	storm(1);
	CHECK_FAILS(leat_fifo_server_next(server, 50, &event), -1, ETIMEDOUT, "fifo_server_next");
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	next(LEAT_JOINED); /* it has asked again, or only now */
	event = next(LEAT_DATA);
	CHECK_INT(leat_fifo_server_answer(server, event.client, "answer", 6), 0);
	next(LEAT_GONE);
	storm(0);
	CHECK_INT(exit_status_of(pid), 0);
	leat_fifo_server_free(server);
	CHECK_INT(files(SERVER), 0);
	return 0;
}
