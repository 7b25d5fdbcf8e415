/*
 * Whoever can write to a server's FIFO can ask it for answers, but not have it write to, read from or remove anything but a
 * private FIFO of that name, nor speak for another client; what killed clients have left is removed, and what living ones
 * have is not.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <stdint.h>
#include <sys/file.h>

#include "serving.h"

enum { JOIN = 1, DATA = 2 };

/* A record as a client writes it. */
static void say(int fd, unsigned kind, uint64_t name, uint64_t key)
{
	struct {
		unsigned char magic[4];
		uint16_t layout, kind;
		uint32_t size, check;
		uint64_t name, key;
		uint32_t data;
	} record = { { 0x1e, 'L', 'F', 1 }, 1, 0, 4, 0, 0, 0, 0 };
	const size_t length = 36;
	uint64_t sum = length, word;
	size_t at;

	record.kind = (uint16_t)kind;
	record.name = name;
	record.key = key;
	for (at = 0; at < length; at += 8) {
		word = 0;
		memcpy(&word, (const char *)&record + at, length - at < 8 ? length - at : 8);
		sum = (sum ^ word) * 0x9e3779b97f4a7c15u;
		sum = sum << 29 | sum >> 35;
	}
	record.check = (uint32_t)(sum ^ sum >> 32);
	CHECK_INT(write(fd, &record, length), length);
}

/* Asks to be let in with the FIFO of that number. */
static void ask_for(int fd, uint64_t name)
{
	say(fd, JOIN, name, 0);
}

static void nothing_happens(leat_fifo_server *server)
{
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;

	CHECK_FAILS(leat_fifo_server_next(server, 0, &event), -1, EAGAIN, "fifo_server_next");
}

/* Who asks without an end, for what there is not, makes no call longer. */
static void in_time(leat_fifo_server *server, int fd)
{
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;
	pid_t askers[2];
	int i;

	/* Of more than is read at once the rest is left to the next call, where there is no time. */
	if (leat_pipe_set_capacity(fd, 256 << 10) != -1) {
		for (i = 0; i < 4000; i++) /* 36 bytes each */
			ask_for(fd, 0xee);
		CHECK_FAILS(leat_fifo_server_next(server, 0, &event), -1, EAGAIN, "fifo_server_next");
		CHECK(leat_pipe_queued(fd) > 0);
		while (leat_pipe_queued(fd) > 0)
			nothing_happens(server);
	}
	for (i = 0; i < 2; i++) {
		CHECK((askers[i] = fork()) != -1);
		if (askers[i] == 0) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			for (;;)
				ask_for(fd, 0xee);
		}
	}
	for (i = 0; i < 20; i++) {
		CHECK_FAILS(leat_fifo_server_next(server, 10, &event), -1, ETIMEDOUT, "fifo_server_next");
		CHECK_FAILS(leat_fifo_server_next(server, 0, &event), -1, EAGAIN, "fifo_server_next");
	}
	for (i = 0; i < 2; i++) {
		CHECK_INT(kill(askers[i], SIGKILL), 0);
		CHECK_INT(waitpid(askers[i], NULL, 0), askers[i]);
	}
}

int main(void)
{
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;
	leat_fifo_server *server;
	char welcome[100], byte;
	uint64_t key;
	int fd, victim, living, file;

	/* Left by two clients, of which one is killed; and what only looks like it. */
	CHECK_INT(mkfifo(SERVER ".00000000000000aa", 0600), 0);
	CHECK_INT(mkfifo(SERVER ".00000000000000bb", 0600), 0);
	CHECK((living = open(SERVER ".00000000000000bb", O_RDONLY | O_NONBLOCK)) != -1);
	CHECK_INT(flock(living, LOCK_EX), 0);
	CHECK_INT(mkfifo(SERVER ".0000000000000aa", 0600), 0);
	CHECK((file = open(SERVER ".00000000000000cc", O_CREAT | O_RDWR, 0600)) != -1);
	CHECK((server = leat_fifo_server_new(SERVER, NULL)) != NULL);
	CHECK_INT(access(SERVER ".00000000000000aa", F_OK), -1);
	CHECK_INT(files(SERVER), 4);

	/* Who asks properly is let in. */
	CHECK((fd = open(SERVER, O_WRONLY)) != -1);
	ask_for(fd, 0xbb);
	CHECK_INT(leat_fifo_server_next(server, LONG, &event), 0);
	CHECK_INT(event.kind, LEAT_JOINED);
	CHECK_INT(files(SERVER), 3);
	ask_for(fd, 0xbb); /* he is in already */
	nothing_happens(server);

	/* Whoever has asked, only who can read what the server has written to that FIFO can speak for it. */
	CHECK_INT(read(living, welcome, sizeof welcome), 24);
	memcpy(&key, welcome + 16, sizeof key);
	say(fd, DATA, 0xbb, 0);
	say(fd, DATA, 0xbb, key + 1);
	nothing_happens(server);
	say(fd, DATA, 0xbb, key);
	event = next_event(server, LEAT_DATA);
	CHECK(event.uid == geteuid() && event.data_size == 4);

	/* A file, another's FIFO behind a link or a second name, one that others can read, a directory, and nothing. */
	ask_for(fd, 0xcc);
	nothing_happens(server);
	CHECK_INT(read(file, &byte, 1), 0);
	CHECK_INT(mkfifo("victim", 0600), 0);
	CHECK((victim = open("victim", O_RDONLY | O_NONBLOCK)) != -1);
	CHECK_INT(symlink("victim", SERVER ".00000000000000d1"), 0);
	CHECK_INT(link("victim", SERVER ".00000000000000d2"), 0);
	CHECK_INT(mkdir(SERVER ".00000000000000d3", 0700), 0);
	ask_for(fd, 0xd1);
	ask_for(fd, 0xd2);
	ask_for(fd, 0xd3);
	ask_for(fd, 0xd4);
	nothing_happens(server);
	CHECK_INT(unlink(SERVER ".00000000000000d2"), 0);
	CHECK_INT(chmod("victim", 0644), 0);
	CHECK_INT(rename("victim", SERVER ".00000000000000d5"), 0);
	ask_for(fd, 0xd5);
	nothing_happens(server);
	CHECK_INT(read(victim, &byte, 1), 0);

	in_time(server, fd);
	leat_fifo_server_free(server);
	CHECK_INT(unlink(SERVER ".0000000000000aa"), 0);
	CHECK_INT(unlink(SERVER ".00000000000000cc"), 0);
	CHECK_INT(unlink(SERVER ".00000000000000d1"), 0);
	CHECK_INT(rmdir(SERVER ".00000000000000d3"), 0);
	CHECK_INT(files(SERVER), 0); /* and what nobody has locked is removed */
	return 0;
}
