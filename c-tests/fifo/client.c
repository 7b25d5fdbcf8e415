/*
 * A client of a server over a FIFO gets its answers, notices that the server is killed, and finds the next one; a client that
 * does not read blocks nobody. In a storm of signals.
 *
 * test: flags -D_GNU_SOURCE
 */
#include "serving.h"
#include "storm.h"

static char large[5000];

/* Its queue full, it is answered no more, and dropped when all are answered. */
static void too_slow(void)
{
	struct leat_fifo_server_options options = LEAT_FIFO_SERVER_OPTIONS_INIT;
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;
	leat_fifo_server *server;
	leat_fifo_client *client;
	const void *data;
	size_t size;
	int sent = 0, got = 0;
	pid_t pid;

	options.queue_size = 2 * sizeof large;
	CHECK((server = leat_fifo_server_new("slow", &options)) != NULL);
	CHECK((pid = fork()) != -1);
	if (pid == 0) {
		CHECK((client = leat_fifo_client_open("slow", LONG)) != NULL);
		CHECK_INT(leat_fifo_client_send(client, "go", 2, LONG), 0);
		raise(SIGSTOP);
		while (leat_fifo_client_receive(client, LONG, &data, &size) == 1) {
			CHECK(size == sizeof large && memcmp(data, large, size) == 0);
			got++;
		}
		CHECK_INT(errno, ECONNRESET);
		CHECK_FAILS(leat_fifo_client_send(client, "more", 4, LONG), -1, ECONNRESET, "fifo_client_send");
		_exit(got > 0 ? 0 : 1); /* the FIFO had some of them */
	}
	CHECK_INT(leat_fifo_server_next(server, LONG, &event), 0);
	CHECK_INT(leat_fifo_server_next(server, LONG, &event), 0);
	CHECK_INT(event.kind, LEAT_DATA);
	CHECK(WIFSTOPPED(status_after_wait(pid, WUNTRACED)));
	while (leat_fifo_server_answer(server, event.client, large, sizeof large) == 0)
		CHECK(++sent < 20); /* what the FIFO and the queue hold */
	CHECK_FAILS(leat_fifo_server_answer(server, event.client, large, sizeof large), -1, EAGAIN, "fifo_server_answer");
	CHECK_INT(leat_fifo_server_answer_all(server, large, sizeof large), 0);
	CHECK_INT(leat_fifo_server_next(server, LONG, &event), 0);
	CHECK_INT(event.kind, LEAT_GONE);
	CHECK_INT(event.error, ENOBUFS);
	CHECK_INT(kill(pid, SIGCONT), 0);
	CHECK_INT(exit_status_of(pid), 0);
	leat_fifo_server_free(server);
}

/* However large an answer is, it comes whole. */
static void large_answer(void)
{
	static char huge[300000];
	leat_fifo_server *server = leat_fifo_server_new("large", NULL);
	leat_fifo_client *client;
	struct leat_server_event event;
	const void *data;
	size_t size, i;
	pid_t pid;

	CHECK(server != NULL);
	for (i = 0; i < sizeof huge; i++)
		huge[i] = (char)(i ^ i >> 8);
	CHECK((pid = fork()) != -1);
	if (pid == 0) {
		CHECK((client = leat_fifo_client_open("large", LONG)) != NULL);
		CHECK_INT(leat_fifo_client_send(client, "go", 2, LONG), 0);
		CHECK_INT(leat_fifo_client_receive(client, LONG, &data, &size), 1);
		_exit(size != sizeof huge || memcmp(data, huge, size) != 0);
	}
	next_event(server, LEAT_JOINED);
	event = next_event(server, LEAT_DATA);
	CHECK_INT(leat_fifo_server_answer(server, event.client, huge, sizeof huge), 0);
	next_event(server, LEAT_GONE);
	CHECK_INT(exit_status_of(pid), 0);
	leat_fifo_server_free(server);
}

/* What is opened here does not become the standard input that there is not. */
static int without_standard_input(void)
{
	leat_fifo_server *server;
	leat_fifo_client *client;

	CHECK_INT(close(0), 0);
	CHECK((server = leat_fifo_server_new("other", NULL)) != NULL);
	CHECK((client = leat_fifo_client_open(SERVER, LONG)) != NULL);
	CHECK_INT(fcntl(0, F_GETFD), -1);
	leat_fifo_client_free(client);
	leat_fifo_server_free(server);
	return 0;
}

/* A path to the server of that length. */
static const char *path_of(size_t length)
{
	static char path[5000];

	memset(path, '/', sizeof path);
	path[0] = '.';
	strcpy(path + length - strlen(SERVER), SERVER);
	return path;
}

/* One that leaves no room for the path of the client's own FIFO is refused, with the most that there may be. */
static void check_long_paths(void)
{
	char answer[8];
	size_t size;

	CHECK_INT(leat_fifo_request(path_of(4078), "ask", 3, LONG, answer, sizeof answer, &size), 0);
	CHECK_FAILS(leat_fifo_request(path_of(4079), "ask", 3, LONG, answer, sizeof answer, &size), -1, ENAMETOOLONG, "fifo_request");
	CHECK(strstr(leat_error_text(), "with 17 bytes more") != NULL && strstr(leat_error_text(), "4078") != NULL);
	CHECK_FAILS(leat_fifo_client_open(path_of(4095), 0), NULL, ENAMETOOLONG, "fifo_client_open");
	CHECK_FAILS(leat_fifo_client_open(path_of(4096), 0), NULL, ENAMETOOLONG, "fifo_client_open");
}

int main(void)
{
	leat_fifo_client *client;
	const void *data;
	char answer[8];
	size_t size = 77;
	int before = open_descriptors(), silent;
	pid_t server;

	begin_storm();
	CHECK_FAILS(leat_fifo_client_open(SERVER, LONG), NULL, ENOENT, "fifo_client_open");
	server = start_server();
	CHECK((client = leat_fifo_client_open(SERVER, LEAT_FOREVER)) != NULL);
	CHECK(leat_fifo_client_fd(client) >= 0);
	memset(large, 'l', sizeof large);
	CHECK_INT(leat_fifo_client_send(client, "one", 3, LONG), 0);
	CHECK_INT(leat_fifo_client_send(client, large, 4064, LONG), 0);
	CHECK_INT(leat_fifo_client_send(client, NULL, 0, LONG), 0);
	CHECK_FAILS(leat_fifo_client_send(client, large, 4065, LONG), -1, EMSGSIZE, "fifo_client_send");
	CHECK_INT(leat_fifo_client_receive(client, LONG, &data, &size), 1);
	CHECK(size == 3 && memcmp(data, "one", 3) == 0);
	CHECK_INT(leat_fifo_client_receive(client, LONG, &data, &size), 1);
	CHECK(size == 4064 && memcmp(data, large, size) == 0);
	CHECK_INT(leat_fifo_client_receive(client, LEAT_FOREVER, &data, &size), 1);
	CHECK_INT(size, 0);
	CHECK_FAILS(leat_fifo_client_receive(client, 0, &data, &size), -1, EAGAIN, "fifo_client_receive");
	CHECK_FAILS(leat_fifo_client_receive(client, 1, &data, &size), -1, ETIMEDOUT, "fifo_client_receive");
	CHECK_FAILS(leat_fifo_client_receive(client, LONG, NULL, &size), -1, EFAULT, "fifo_client_receive");
	CHECK_FAILS(leat_fifo_client_send(NULL, "x", 1, LONG), -1, EFAULT, "fifo_client_send");
	CHECK_FAILS(leat_fifo_client_fd(NULL), -1, EFAULT, "fifo_client_fd");
	CHECK_FAILS(leat_fifo_client_open(NULL, LONG), NULL, EFAULT, "fifo_client_open");

	CHECK_INT(leat_fifo_request(SERVER, "ask", 3, LONG, answer, sizeof answer, &size), 0);
	CHECK(size == 3 && memcmp(answer, "ask", 3) == 0);
	size = 77;
	CHECK_FAILS(leat_fifo_request(SERVER, "too much", 8, LONG, answer, 7, &size), -1, EMSGSIZE, "fifo_request");
	CHECK_FAILS(leat_fifo_request(SERVER, "end it", 6, LONG, answer, 8, NULL), -1, EFAULT, "fifo_request");
	CHECK_INT(size, 77);

	CHECK_INT(symlink(SERVER, "link"), 0);
	CHECK_FAILS(leat_fifo_client_open("link", LONG), NULL, ELOOP, "fifo_client_open");
	CHECK(strstr(leat_error_text(), "\"link\" is a symbolic link, beside which") != NULL);
	CHECK_INT(unlink("link"), 0);

	CHECK_INT(in_child(without_standard_input), 0);
	check_long_paths();

	/* Killed, it leaves its FIFO, which the next takes over. */
	CHECK_INT(kill(server, SIGKILL), 0);
	CHECK_FAILS(leat_fifo_client_receive(client, LONG, &data, &size), -1, ECONNRESET, "fifo_client_receive");
	CHECK_FAILS(leat_fifo_client_send(client, "x", 1, LONG), -1, ECONNRESET, "fifo_client_send");
	status_after_wait(server, 0);
	CHECK_INT(mkfifo(SERVER ".00000000000000aa", 0600), 0); /* what a client has left that was killed, too */
	CHECK_FAILS(leat_fifo_client_open(SERVER, 0), NULL, EAGAIN, "fifo_client_open");
	CHECK_FAILS(leat_fifo_client_open(SERVER, 10), NULL, ETIMEDOUT, "fifo_client_open");
	CHECK_FAILS(leat_fifo_request(SERVER, large, 4065, LONG, answer, sizeof answer, &size), -1, EMSGSIZE, "fifo_request");
	/* Who reads there and is no server does not answer; and who gives up leaves nothing. */
	CHECK((silent = open(SERVER, O_RDWR)) != -1);
	CHECK_FAILS(leat_fifo_client_open(SERVER, 0), NULL, EAGAIN, "fifo_client_open");
	CHECK_FAILS(leat_fifo_client_open(SERVER, 10), NULL, ETIMEDOUT, "fifo_client_open");
	CHECK_INT(close(silent), 0);
	CHECK_INT(files(SERVER), 1);
	server = start_server();
	CHECK_FAILS(leat_fifo_client_send(client, "x", 1, LONG), -1, ECONNRESET, "fifo_client_send");
	leat_fifo_client_free(client);
	CHECK_FAILS(leat_fifo_request(SERVER, "end", 3, LONG, answer, sizeof answer, &size), -1, ECONNRESET, "fifo_request");
	CHECK_INT(exit_status_of(server), 0);
	CHECK_INT(files(SERVER), 0);
	leat_fifo_client_free(NULL);
	too_slow();
	large_answer();
	CHECK_INT(files("slow"), 0);
	CHECK_INT(open_descriptors(), before);
	return 0;
}
