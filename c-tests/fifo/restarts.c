/*
 * Whoever joins while the server ends and begins anew, and removes what killed clients have left, waits for the next and is let
 * in; nothing is left.
 *
 * test: flags -D_GNU_SOURCE
 */
#include "serving.h"

enum { JOINS = 200, CLIENTS = 3 };

/* Ends and begins anew all the time; the FIFO stays. */
static pid_t start_restarting(void)
{
	struct leat_fifo_server_options options = LEAT_FIFO_SERVER_OPTIONS_INIT;
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;
	leat_fifo_server *server;
	pid_t pid = fork();
	int events;

	CHECK(pid != -1);
	if (pid != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* should the test fail */
	options.flags = LEAT_FIFO_KEEP;
	for (;;) {
		CHECK((server = leat_fifo_server_new(SERVER, &options)) != NULL);
		for (events = 0; events < 5; events++)
			leat_fifo_server_next(server, 1, &event);
		leat_fifo_server_free(server);
	}
}

static int join(void)
{
	leat_fifo_client *client;
	int join;

	for (join = 0; join < JOINS; join++) {
		CHECK((client = leat_fifo_client_open(SERVER, LONG)) != NULL);
		leat_fifo_client_free(client);
	}
	return 0;
}

int main(void)
{
	pid_t clients[CLIENTS], server;
	int i;

	CHECK_INT(leat_fifo_make(SERVER, 0600), 0);
	server = start_restarting();
	for (i = 0; i < CLIENTS; i++) {
		CHECK((clients[i] = fork()) != -1);
		if (clients[i] == 0)
			_exit(join());
	}
	for (i = 0; i < CLIENTS; i++)
		CHECK_INT(exit_status_of(clients[i]), 0);
	CHECK_INT(kill(server, SIGKILL), 0);
	status_after_wait(server, 0);
	CHECK_INT(files(SERVER "."), 0);
	CHECK_INT(unlink(SERVER), 0);
	return 0;
}
