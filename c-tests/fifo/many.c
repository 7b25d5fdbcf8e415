/*
 * Of 200 clients of a server over a FIFO a third are killed at random points; each of the others gets its own answers, and no
 * FIFO is left.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/prctl.h>
#include <unistd.h>

#include "serving.h"

enum { CLIENTS = 200, QUESTIONS = 5 };

/* Asks, and is answered with what it has asked; then once more in one call. */
static void ask(int number)
{
	leat_fifo_client *client = leat_fifo_client_open(SERVER, LONG);
	char question[32], answer[32];
	const void *data;
	size_t size, length = 0;
	int i;

	CHECK(client != NULL);
	for (i = 0; i < QUESTIONS; i++) {
		length = (size_t)snprintf(question, sizeof question, "%d:%d", number, i);
		CHECK_INT(leat_fifo_client_send(client, question, length, LONG), 0);
		CHECK_INT(leat_fifo_client_receive(client, LONG, &data, &size), 1);
		CHECK(size == length && memcmp(data, question, size) == 0);
	}
	leat_fifo_client_free(client);
	CHECK_INT(leat_fifo_request(SERVER, question, length, LONG, answer, sizeof answer, &size), 0);
	CHECK(size == length && memcmp(answer, question, size) == 0);
}

/* A third of them ask until they are killed. */
static int is_killed(int number)
{
	return number % 3 == 2;
}

/* Starts a client, which does not outlive a test that fails. */
static pid_t start_client(int number)
{
	pid_t pid = fork();

	CHECK(pid != -1);
	if (pid != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	do {
		ask(number);
	} while (is_killed(number));
	_exit(0);
}

int main(void)
{
	pid_t clients[CLIENTS], server = start_server();
	char answer[8];
	size_t size;
	int i, status;
	unsigned seed = (unsigned)getpid();

	for (i = 0; i < CLIENTS; i++) {
		clients[i] = start_client(i);
		if (is_killed(i)) {
			seed = seed * 1103515245 + 12345;
			usleep(seed >> 22); /* for a millisecond at most; to give way so many times is for ever with one processor */
			CHECK_INT(kill(clients[i], SIGKILL), 0);
		}
	}
	for (i = 0; i < CLIENTS; i++) {
		status = status_after_wait(clients[i], 0);
		CHECK_INT(status, is_killed(i) ? SIGKILL : 0);
	}
	CHECK_FAILS(leat_fifo_request(SERVER, "end", 3, LONG, answer, sizeof answer, &size), -1, ECONNRESET, "fifo_request");
	CHECK_INT(exit_status_of(server), 0);
	CHECK_INT(files(SERVER), 0);
	return 0;
}
