/*
 * sendmsg says what is wrong with the control data: descriptors that are not open, too many, false credentials.
 * test: flags -D_GNU_SOURCE
 */
#include <sys/resource.h>
#include <unistd.h>

#include "child.h"
#include "explain/network.h"
#include "explained.h"
#include "unprivileged.h"

static char byte = 'x';
static union {
	char space[1 << 18];
	struct cmsghdr align;
} control;
static struct iovec piece = {&byte, 1};
static struct msghdr message;

/* A message with control data of that type and size, which are to be filled in. */
static void *prepare(int type, size_t size)
{
	struct cmsghdr *header;

	memset(&message, 0, sizeof message);
	memset(&control, 0, sizeof control);
	message.msg_iov = &piece;
	message.msg_iovlen = 1;
	message.msg_control = control.space;
	message.msg_controllen = CMSG_SPACE(size);
	header = CMSG_FIRSTHDR(&message);
	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = type;
	header->cmsg_len = CMSG_LEN(size);
	return CMSG_DATA(header);
}

static int without_privileges(void)
{
	struct ucred forged = {1, 0, 0};
	struct rlimit limit = {20, 20};
	int ends[2];
	void *place;

	CHECK(become_unprivileged());
	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	place = prepare(SCM_CREDENTIALS, sizeof forged);
	memcpy(place, &forged, sizeof forged);
	CHECK_EXPLAINED(leat_sendmsg(ends[0], &message, 0), -1, EPERM, "sendmsg", "the credentials in the control data",
	                "getpid()");
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	place = prepare(SCM_RIGHTS, sizeof ends[0]);
	memcpy(place, &ends[0], sizeof ends[0]);
	errno = 0;
	while (leat_sendmsg(ends[0], &message, MSG_DONTWAIT) == 1)
		;
	CHECK_INT(errno, ETOOMANYREFS);
	CHECK_SAID("too many descriptors are on their way", "as one process may have open, 20");
	return 0;
}

int main(void)
{
	int ends[2], closed = 999;
	void *place;

	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	place = prepare(SCM_RIGHTS, sizeof closed);
	memcpy(place, &closed, sizeof closed);
	CHECK_EXPLAINED(leat_sendmsg(ends[0], &message, 0), -1, EBADF, "sendmsg", text("fd %d is open", ends[0]), "SCM_RIGHTS");
	CMSG_FIRSTHDR(&message)->cmsg_len = 3;
	CHECK_EXPLAINED(leat_sendmsg(ends[0], &message, 0), -1, EINVAL, "sendmsg", "the control data must be");
	message.msg_controllen = sizeof control;
	CHECK_EXPLAINED(leat_sendmsg(ends[0], &message, 0), -1, ENOBUFS, "sendmsg", "net.core.optmem_max");
	close(ends[0]);
	close(ends[1]);
	CHECK_INT(in_child(without_privileges), 0);
	return 0;
}
