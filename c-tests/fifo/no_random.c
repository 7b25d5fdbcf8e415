/*
 * Who gets no random number says so: a client, by which to name its FIFO, and a server, by which to know a client. Nothing is left.
 *
 * test: flags -D_GNU_SOURCE
 */
#include "refuse.h"
#include "serving.h"

static void check_said(void)
{
	CHECK(strstr(leat_error_text(), "no random number (getrandom(2))") != NULL);
}

static int client(void)
{
	int before = open_descriptors();

	refuse(SYS_getrandom, EPERM);
	CHECK_FAILS(leat_fifo_client_open(SERVER, LONG), NULL, EPERM, "fifo_client_open");
	check_said();
	CHECK_INT(open_descriptors(), before);
	CHECK_INT(files(SERVER), 1);
	return 0;
}

int main(void)
{
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;
	leat_fifo_server *server = leat_fifo_server_new(SERVER, NULL);
	int before = open_descriptors();
	pid_t other;

	CHECK(server != NULL);
	CHECK_INT(in_child(client), 0);
	CHECK((other = fork()) != -1);
	if (other == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* should the test fail */
		leat_fifo_client_open(SERVER, LONG);
		_exit(1);
	}
	refuse(SYS_getrandom, EPERM);
	CHECK_FAILS(leat_fifo_server_next(server, LONG, &event), -1, EPERM, "fifo_server_next");
	check_said();
	CHECK_INT(open_descriptors(), before);
	CHECK_INT(kill(other, SIGKILL), 0);
	CHECK_INT(waitpid(other, NULL, 0), other);
	leat_fifo_server_free(server);
	CHECK_INT(files(SERVER), 0);
	return 0;
}
