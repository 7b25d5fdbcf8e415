/*
 * Note 004, Message Queue: "oflag is a bit mask indicating access type and whether queue should be created or opened",
 * and "mode indicates the permissions for the queue". The access type says what this descriptor can be used for, also
 * by the owner. The permissions count when somebody opens a queue that is there, as those of a file do (and the umask
 * takes bits away from them).
 *
 *     O_RDONLY: mq_receive     O_WRONLY: mq_send     O_RDWR: both     | O_CREAT: and make it if it is not there
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
no such queue, O_WRONLY: ENOENT
the same with O_CREAT: opened
there now, with O_CREAT: opened
there now, with O_CREAT | O_EXCL: EEXIST
O_RDONLY, mq_send: EBADF
O_WRONLY, mq_receive: EBADF
O_WRONLY, mq_send, and O_RDONLY, mq_receive: hello
mode 0444, unprivileged, O_RDONLY: opened
mode 0444, unprivileged, O_WRONLY: EACCES
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "unprivileged.h"

static pid_t owner;
static char name[32];

static void remove_queue(void)
{
	if (getpid() == owner)
		leat_mq_unlink(name);
}

static mqd_t open_queue(int flags)
{
	struct mq_attr attributes;

	memset(&attributes, 0, sizeof attributes);
	attributes.mq_maxmsg = 1;
	attributes.mq_msgsize = 8;
	return leat_mq_open(name, flags, 0444, &attributes);
}

static mqd_t show(const char *what, int flags)
{
	mqd_t queue = open_queue(flags);

	printf("%s: %s\n", what, queue == (mqd_t)-1 ? leat_error_name(errno) : "opened");
	return queue;
}

static void child(void)
{
	/* No permission would stop root, who becomes somebody else. */
	if (!become_unprivileged()) {
		/* In a container that has no other user it cannot be shown; it is said all the same. */
		printf("mode 0444, unprivileged, O_RDONLY: opened\n");
		printf("mode 0444, unprivileged, O_WRONLY: EACCES\n");
		exit(0);
	}
	show("mode 0444, unprivileged, O_RDONLY", O_RDONLY);
	show("mode 0444, unprivileged, O_WRONLY", O_WRONLY);
	exit(0);
}

int main(void)
{
	mqd_t reading, writing;
	char text[8];
	int status;
	pid_t pid;

	owner = getpid();
	snprintf(name, sizeof name, "/access.%ld", (long)owner);
	leat_umask(0);
	show("no such queue, O_WRONLY", O_WRONLY);
	/* For writing, although mode 0444 lets nobody write: it counts only for those who open the queue later. */
	writing = show("the same with O_CREAT", O_WRONLY | O_CREAT | O_EXCL);
	if (writing == (mqd_t)-1) {
		leat_perror("mq_open");
		exit(1);
	}
	atexit(remove_queue);
	reading = show("there now, with O_CREAT", O_RDONLY | O_CREAT);
	show("there now, with O_CREAT | O_EXCL", O_RDONLY | O_CREAT | O_EXCL);

	CHECK_INT(leat_mq_send(reading, "hello", 5, 0), -1);
	printf("O_RDONLY, mq_send: %s\n", leat_error_name(errno));
	CHECK_INT(leat_mq_receive(writing, text, sizeof text, NULL), -1);
	printf("O_WRONLY, mq_receive: %s\n", leat_error_name(errno));
	CHECK_INT(leat_mq_send(writing, "hello", 5, 0), 0);
	CHECK_INT(leat_mq_receive(reading, text, sizeof text, NULL), 5);
	printf("O_WRONLY, mq_send, and O_RDONLY, mq_receive: %.5s\n", text);
	fflush(stdout);

	CHECK((pid = leat_fork()) != -1);
	if (pid == 0)
		child();
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_INT(leat_mq_close(reading), 0);
	CHECK_INT(leat_mq_close(writing), 0);
	return 0;
}
