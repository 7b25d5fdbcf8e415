/*
 * However many clients come, a server that says nothing of it lets in half as many as its host may have descriptors; the others
 * are told, the host can open what it likes, and who leaves makes room for another.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/resource.h>

#include "serving.h"

enum { DESCRIPTORS = 32, MOST = DESCRIPTORS / 2, CLIENTS = MOST + 4 };

/* A client that tells whether it was let in, and stays until the server ends. */
static pid_t start_client(int told)
{
	leat_fifo_client *client;
	const void *data;
	size_t size;
	pid_t pid = fork();

	CHECK(pid != -1);
	if (pid != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* should the test fail */
	client = leat_fifo_client_open(SERVER, LONG);
	if (client == NULL)
		check_error(__FILE__, __LINE__, "the client", ECONNREFUSED, "fifo_client_open");
	CHECK_INT(write(told, client == NULL ? "r" : "j", 1), 1);
	if (client != NULL)
		CHECK_INT(leat_fifo_client_receive(client, LONG, &data, &size), 0);
	leat_fifo_client_free(client);
	_exit(0);
}

int main(void)
{
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;
	leat_fifo_server *server;
	struct rlimit limit;
	pid_t clients[CLIENTS], inside = 0, another;
	int told[2], joined = 0, refused = 0, left = 0, i, fds[5];
	char how;

	CHECK_INT(leat_fifo_make(SERVER, 0600), 0);
	CHECK_INT(leat_pipe_open(0, told), 0);
	for (i = 0; i < CLIENTS; i++)
		clients[i] = start_client(told[1]);
	CHECK_INT(getrlimit(RLIMIT_NOFILE, &limit), 0);
	limit.rlim_cur = DESCRIPTORS;
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	CHECK((server = leat_fifo_server_new(SERVER, NULL)) != NULL);
	while (joined + refused < CLIENTS) {
		if (leat_fifo_server_next(server, 10, &event) == 0) {
			CHECK_INT(event.kind, LEAT_JOINED);
			CHECK(++joined <= MOST);
			inside = event.pid;
		} else {
			CHECK_INT(errno, ETIMEDOUT);
		}
		while (leat_io_read_all(told[0], &how, 1, 0, NULL) == 0)
			refused += how == 'r';
	}
	CHECK_INT(joined, MOST);
	for (i = 0; i < 5; i++)
		CHECK((fds[i] = open("/dev/null", O_RDONLY)) != -1);
	for (i = 0; i < 5; i++)
		close(fds[i]);

	CHECK_INT(kill(inside, SIGKILL), 0);
	CHECK_INT(next_event(server, LEAT_GONE).pid, inside);
	another = start_client(told[1]);
	CHECK_INT(next_event(server, LEAT_JOINED).pid, another);
	leat_fifo_server_free(server);
	for (i = 0; i < CLIENTS; i++)
		left += status_after_wait(clients[i], 0) == 0;
	CHECK_INT(left, CLIENTS - 1);
	CHECK_INT(exit_status_of(another), 0);
	CHECK_INT(files(SERVER), 0);
	return 0;
}
