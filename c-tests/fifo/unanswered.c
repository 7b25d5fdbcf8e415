/*
 * A request that the server does not answer says so, and of which server: the client's own descriptors, which are closed by
 * then, tell nothing.
 *
 * test: flags -D_GNU_SOURCE
 */
#include "serving.h"

static void be_mute(leat_fifo_server *server)
{
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;

	prctl(PR_SET_PDEATHSIG, SIGKILL); /* should the test fail */
	while (leat_fifo_server_next(server, LONG, &event) == 0)
		;
	_exit(1);
}

int main(void)
{
	leat_fifo_server *server;
	char answer[8];
	size_t size;
	pid_t pid;
	int ms;

	CHECK((pid = fork()) != -1);
	if (pid == 0) {
		CHECK((server = leat_fifo_server_new("mute", NULL)) != NULL);
		be_mute(server);
	}
	while (access("mute", F_OK) == -1)
		sched_yield();
	/* In a short time it may not even be let in. */
	for (ms = 10; ms < LONG; ms *= 2) {
		CHECK_FAILS(leat_fifo_request("mute", "ask", 3, ms, answer, sizeof answer, &size), -1, ETIMEDOUT, "fifo_request");
		CHECK(strstr(leat_error_text(), "\"mute\"") != NULL && strstr(leat_error_text(), "fd ") == NULL);
		if (strstr(leat_error_text(), "has not answered within") != NULL)
			break;
	}
	CHECK(ms < LONG);
	CHECK_INT(kill(pid, SIGKILL), 0);
	status_after_wait(pid, 0);
	CHECK_INT(unlink("mute"), 0);
	return 0;
}
