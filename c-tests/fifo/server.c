/*
 * A server over a FIFO tells who joins, what is sent and who is gone, in that order, and answers one or all; there is one
 * server at a time, and nothing is left behind; in a storm of signals.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <limits.h>
#include <stdint.h>
#include <sys/resource.h>

#include "serving.h"
#include "storm.h"

static leat_fifo_server *server;

/* A child that joins, sends its name, and waits for one answer, the end of the server, or to be killed. */
static pid_t client(const char *name)
{
	leat_fifo_client *self;
	const void *data;
	size_t size;
	pid_t pid = fork();

	CHECK(pid != -1);
	if (pid != 0)
		return pid;
	CHECK((self = leat_fifo_client_open(SERVER, LONG)) != NULL);
	CHECK_INT(leat_fifo_client_send(self, name, strlen(name), LONG), 0);
	CHECK_INT(leat_fifo_client_receive(self, LONG, &data, &size), 1);
	CHECK(size == 5 && memcmp(data, "hello", 5) == 0);
	CHECK_INT(leat_fifo_client_receive(self, LONG, &data, &size), 0);
	leat_fifo_client_free(self);
	_exit(0);
}

/* What a client has sent is told before that it is gone, also where that is noticed first: by an answer that nobody reads. */
static void last_words(void)
{
	leat_fifo_client *self;
	uint64_t number;
	pid_t pid = fork();

	CHECK(pid != -1);
	if (pid == 0) {
		CHECK((self = leat_fifo_client_open(SERVER, LONG)) != NULL);
		CHECK_INT(leat_fifo_client_send(self, "first", 5, LONG), 0);
		raise(SIGSTOP);
		CHECK_INT(leat_fifo_client_send(self, "last", 4, LONG), 0);
		_exit(0);
	}
	number = next_event(server, LEAT_JOINED).client;
	CHECK_INT(next_event(server, LEAT_DATA).data_size, 5);
	CHECK(WIFSTOPPED(status_after_wait(pid, WUNTRACED)));
	CHECK_INT(kill(pid, SIGCONT), 0);
	CHECK_INT(exit_status_of(pid), 0);
	leat_fifo_server_answer(server, number, "x", 1);
	CHECK_FAILS(leat_fifo_server_answer(server, number, "x", 1), -1, EPIPE, "fifo_server_answer");
	CHECK_INT(next_event(server, LEAT_DATA).data_size, 4);
	next_event(server, LEAT_GONE);
}

/* What others write: text, and anything. None of it does harm, and lines are told of. */
static void others(void)
{
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;
	char bytes[3000];
	int fd = open(SERVER, O_WRONLY | O_CLOEXEC), i;
	unsigned seed = 7;

	CHECK(fd != -1);
	CHECK_INT(write(fd, "one\ntwo\n", 8), 8);
	event = next_event(server, LEAT_TEXT);
	CHECK(event.client == 0 && event.pid == 0 && event.data_size == 3 && memcmp(event.data, "one", 3) == 0);
	event = next_event(server, LEAT_TEXT);
	CHECK(event.data_size == 3 && memcmp(event.data, "two", 3) == 0);
	for (i = 0; i < (int)sizeof bytes; i++)
		bytes[i] = (char)(seed = seed * 1103515245 + 12345) == '\n' ? ' ' : (char)(seed >> 16);
	memcpy(bytes + 100, "\036LF\001\001\000\002\000", 8); /* as a record begins */
	bytes[sizeof bytes - 1] = '\n';
	for (i = 0; i < 20; i++) {
		CHECK_INT(write(fd, bytes, sizeof bytes), sizeof bytes);
		while (leat_fifo_server_next(server, 0, &event) == 0)
			CHECK_INT(event.kind, LEAT_TEXT);
		CHECK_INT(errno, EAGAIN);
	}
	CHECK_INT(close(fd), 0);
}

static int in_a_child_it_is_freed_only(void)
{
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;

	CHECK_FAILS(leat_fifo_server_next(server, 0, &event), -1, EPERM, "fifo_server_next");
	leat_fifo_server_free(server);
	CHECK_INT(files(SERVER), 1);
	return 0;
}

/* The host goes elsewhere, and whoever comes finds the server where it was made. */
static void from_elsewhere(void)
{
	pid_t pid;

	CHECK((server = leat_fifo_server_new(SERVER, NULL)) != NULL);
	pid = client("here");
	CHECK_INT(mkdir("elsewhere", 0700) | chdir("elsewhere"), 0);
	CHECK_INT(next_event(server, LEAT_JOINED).pid, pid);
	next_event(server, LEAT_DATA);
	CHECK_INT(leat_fifo_server_answer_all(server, "hello", 5), 1);
	leat_fifo_server_free(server);
	CHECK_INT(exit_status_of(pid), 0);
	CHECK_INT(chdir("..") | rmdir("elsewhere"), 0);
	CHECK_INT(files(SERVER), 0);
}

static int with_few_descriptors(void)
{
	struct rlimit limit;
	int failures = 0;

	CHECK_INT(getrlimit(RLIMIT_NOFILE, &limit), 0);
	limit.rlim_cur = 0;
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	while ((server = leat_fifo_server_new(SERVER, NULL)) == NULL) {
		CHECK_INT(errno, EMFILE);
		CHECK_INT(access(SERVER, F_OK), -1);
		failures++;
		limit.rlim_cur++;
		CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	}
	leat_fifo_server_free(server);
	CHECK(failures > 3);
	return 0;
}

int main(void)
{
	struct leat_fifo_server_options options = LEAT_FIFO_SERVER_OPTIONS_INIT;
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;
	struct leat_io_interest ready = {-1, LEAT_IO_READABLE, 0, 0};
	uint64_t a, b;
	int before = open_descriptors(), user;
	char says[100], name[NAME_MAX + 2];
	struct stat status;
	pid_t first, second, third;

	begin_storm();
	CHECK((server = leat_fifo_server_new(SERVER, NULL)) != NULL);
	CHECK_FAILS(leat_fifo_server_new(SERVER, NULL), NULL, EADDRINUSE, "fifo_server_new");
	snprintf(says, sizeof says, "(pid %d) serves \"%s\" already", (int)getpid(), SERVER);
	CHECK(strstr(leat_error_text(), says) != NULL);
	CHECK_FAILS(leat_fifo_server_next(server, 0, &event), -1, EAGAIN, "fifo_server_next");
	CHECK_FAILS(leat_fifo_server_next(server, 1, &event), -1, ETIMEDOUT, "fifo_server_next");
	CHECK_FAILS(leat_fifo_server_next(server, -2, &event), -1, EINVAL, "fifo_server_next");
	CHECK_FAILS(leat_fifo_server_next(NULL, 0, &event), -1, EFAULT, "fifo_server_next");
	CHECK_FAILS(leat_fifo_server_next(server, 0, NULL), -1, EFAULT, "fifo_server_next");
	CHECK_FAILS(leat_fifo_server_answer(server, 1, "x", 1), -1, ENOTCONN, "fifo_server_answer");
	CHECK_FAILS(leat_fifo_server_set_user(server, 0, NULL), -1, ENOTCONN, "fifo_server_set_user");
	CHECK_FAILS(leat_fifo_server_drop(server, UINT64_MAX), -1, ENOTCONN, "fifo_server_drop");
	CHECK_INT(leat_fifo_server_answer_all(server, "x", 1), 0);
	ready.fd = leat_fifo_server_fd(server);
	CHECK_FAILS(leat_io_wait(&ready, 1, 0), -1, EAGAIN, "io_wait");

	first = client("first");
	CHECK_INT(leat_io_wait(&ready, 1, LONG), 1);
	event = next_event(server, LEAT_JOINED);
	a = event.client;
	CHECK(a != 0 && event.pid == first && event.uid == geteuid() && event.user == NULL);
	CHECK_INT(files(SERVER), 1); /* the client's FIFO has no name any more */
	CHECK_INT(leat_fifo_server_set_user(server, a, &user), 0);
	event = next_event(server, LEAT_DATA);
	CHECK(event.client == a && event.user == &user && event.data_size == 5 && memcmp(event.data, "first", 5) == 0);
	second = client("second");
	b = next_event(server, LEAT_JOINED).client;
	CHECK(b != a);
	CHECK(next_event(server, LEAT_DATA).client == b);
	CHECK_INT(leat_fifo_server_answer_all(server, "hello", 5), 2);

	/* Killed, it is gone at once, behind what it has sent. */
	CHECK_INT(kill(first, SIGKILL), 0);
	event = next_event(server, LEAT_GONE);
	CHECK(event.client == a && event.error == 0 && event.user == &user);
	CHECK(WIFSIGNALED(status_after_wait(first, 0)));
	CHECK_FAILS(leat_fifo_server_answer(server, a, "x", 1), -1, ENOTCONN, "fifo_server_answer");
	others();

	/* One that is dropped finds that the server has ended, and nothing more is told of it. */
	third = client("third");
	a = next_event(server, LEAT_JOINED).client;
	CHECK(next_event(server, LEAT_DATA).client == a);
	CHECK_INT(leat_fifo_server_answer(server, a, "hello", 5), 0);
	CHECK_INT(leat_fifo_server_drop(server, a), 0);
	CHECK_INT(exit_status_of(third), 0);
	CHECK_FAILS(leat_fifo_server_drop(server, a), -1, ENOTCONN, "fifo_server_drop");
	CHECK_FAILS(leat_fifo_server_next(server, 0, &event), -1, EAGAIN, "fifo_server_next");
	last_words();
	CHECK_INT(in_child(in_a_child_it_is_freed_only), 0);
	leat_fifo_server_free(server);
	CHECK_INT(exit_status_of(second), 0); /* it has found the end */
	CHECK_INT(files(SERVER), 0);
	from_elsewhere();
	CHECK_INT(in_child(with_few_descriptors), 0);

	options.flags = LEAT_FIFO_KEEP;
	options.mode = 0622;
	CHECK((server = leat_fifo_server_new(SERVER, &options)) != NULL);
	leat_fifo_server_free(server);
	CHECK_INT(files(SERVER), 1);
	CHECK_INT(stat(SERVER, &status), 0);
	CHECK_INT(status.st_mode & 07777, 0622);
	/* Whoever owns it could read what is sent to it. */
	if (geteuid() == 0) {
		CHECK_INT(chown(SERVER, 65534, (gid_t)-1), 0);
		CHECK_FAILS(leat_fifo_server_new(SERVER, NULL), NULL, EPERM, "fifo_server_new");
	}
	options.flags = 2;
	CHECK_FAILS(leat_fifo_server_new(SERVER, &options), NULL, EINVAL, "fifo_server_new");
	options.flags = 0;
	options.size = 0;
	CHECK_FAILS(leat_fifo_server_new(SERVER, &options), NULL, EINVAL, "fifo_server_new");
	CHECK_FAILS(leat_fifo_server_new(NULL, NULL), NULL, EFAULT, "fifo_server_new");
	CHECK_FAILS(leat_fifo_server_new("/nowhere/x", NULL), NULL, ENOENT, "fifo_server_new");
	CHECK_FAILS(leat_fifo_server_new(".", NULL), NULL, EEXIST, "fifo_server_new");
	memset(name, 'n', sizeof name);
	for (user = 239; user <= NAME_MAX + 1; user++) {
		name[user] = '\0';
		CHECK_FAILS(leat_fifo_server_new(name, NULL), NULL, ENAMETOOLONG, "fifo_server_new");
		name[user] = 'n';
	}
	name[238] = '\0'; /* its clients' have 255 */
	CHECK((server = leat_fifo_server_new(name, NULL)) != NULL);
	leat_fifo_server_free(server);
	CHECK_INT(files("nnn"), 0);
	CHECK_FAILS(leat_fifo_server_fd(NULL), -1, EFAULT, "fifo_server_fd");
	leat_fifo_server_free(NULL);
	CHECK_INT(unlink(SERVER), 0);
	CHECK_INT(open_descriptors(), before);
	return 0;
}
