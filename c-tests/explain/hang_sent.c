/*
 * A write end that is on its way in a message is in no process, and somebody may yet get it: the verdict says that not
 * everything could be seen.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "hung.h"

static int fds[2];

static void reads(void)
{
	char byte;

	CHECK(leat_read(fds[0], &byte, 1) >= 0);
}

union control {
	struct cmsghdr header;
	char room[CMSG_SPACE(sizeof(int))];
};

static void make_message(struct msghdr *message, struct iovec *data, union control *control)
{
	static char byte;

	memset(message, 0, sizeof *message);
	memset(control, 0, sizeof *control);
	data->iov_base = &byte;
	data->iov_len = 1;
	message->msg_iov = data;
	message->msg_iovlen = 1;
	message->msg_control = control->room;
	message->msg_controllen = sizeof control->room;
}

int main(void)
{
	struct msghdr message;
	struct iovec data;
	union control control;
	struct cmsghdr *header;
	int pair[2], received;
	pid_t child;

	CHECK_INT(leat_pipe(fds), 0);
	child = begin(reads);
	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	make_message(&message, &data, &control);
	header = CMSG_FIRSTHDR(&message);
	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(header), &fds[1], sizeof(int));
	CHECK_INT(leat_sendmsg(pair[0], &message, 0), 1);
	CHECK_INT(leat_close(fds[0]), 0);
	CHECK_INT(leat_close(fds[1]), 0);
	wait_until_blocked(child, SYS_read);
	CHECK_HANG(child, text("The write end is open only in %s itself, as fd %d.", named(child), fds[1]),
	           "escriptor is on its way in a message", text("%s is waiting.", named(child)), "as far as can be seen, no other");

	make_message(&message, &data, &control);
	CHECK_INT(leat_recvmsg(pair[1], &message, 0), 1);
	header = CMSG_FIRSTHDR(&message);
	CHECK(header != NULL);
	memcpy(&received, CMSG_DATA(header), sizeof received);
	CHECK_INT(leat_close(received), 0);
	CHECK_INT(leat_close(pair[0]), 0);
	CHECK_INT(leat_close(pair[1]), 0);
	CHECK_HANG(child, "Verdict: ", "no other process can write");
	end(child);
	return 0;
}
