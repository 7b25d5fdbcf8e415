/*
 * Note 004, Message Queue: the name "for portability reasons should start with /". On Linux it must, and what follows
 * has no other slash. And the queue "is not visible on the filesystem": it does not lie among the ordinary files, but
 * Linux has a file system for the queues alone, which is usually mounted on /dev/mqueue. There ls shows them.
 *
 *     mq_open("/name") <--> the file "name" in the file system of type mqueue
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
/name: a queue
name: EINVAL
/name/name: EACCES
/: ENOENT
/ and 300 letters: ENAMETOOLONG
in the working directory there is no such file
in the queues' own file system, if it is mounted, there is: it says that 5 bytes wait
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

static char name[32], directory[32];

static void clean_up(void)
{
	leat_mq_unlink(name);
	umount2(directory, MNT_DETACH);
	rmdir(directory);
}

static mqd_t create(const char *queue_name)
{
	struct mq_attr attributes;

	memset(&attributes, 0, sizeof attributes);
	attributes.mq_maxmsg = 1;
	attributes.mq_msgsize = 8;
	return leat_mq_open(queue_name, O_CREAT | O_EXCL | O_RDWR, 0600, &attributes);
}

static void refuse(const char *what, const char *queue_name)
{
	CHECK(create(queue_name) == (mqd_t)-1);
	printf("%s: %s\n", what, leat_error_name(errno));
}

/*
 * Where the queues can be seen. Usually that is /dev/mqueue; but root, as many containers have no such mount, mounts
 * their file system on a new directory, in a list of mounts that only this process has (a mount namespace).
 */
static const char *find_queues(void)
{
	CHECK_INT(leat_mkdir(directory, 0700), 0);
	if (unshare(CLONE_NEWNS) == 0 && mount("none", "/", "none", MS_PRIVATE | MS_REC, NULL) == 0 &&
	    mount("queues", directory, "mqueue", 0, NULL) == 0)
		return directory;
	return "/dev/mqueue";
}

static void look_for_file(void)
{
	const char *queues = find_queues();
	char path[80], text[64] = "";
	long bytes = 0;
	int fd;

	CHECK(leat_access(name + 1, F_OK) == -1 && errno == ENOENT);
	printf("in the working directory there is no such file\n");

	snprintf(path, sizeof path, "%s%s", queues, name);
	fd = leat_open(path, O_RDONLY);
	if (fd != -1) {
		CHECK(leat_read(fd, text, sizeof text - 1) > 0);
		CHECK_INT(sscanf(text, "QSIZE:%ld", &bytes), 1);
		CHECK_INT(bytes, 5);
		CHECK_INT(leat_close(fd), 0);
	} else {
		/* Not mounted, or mounted for other processes than this: then there is nothing to be seen. */
		CHECK(queues != directory && errno == ENOENT);
	}
	printf("in the queues' own file system, if it is mounted, there is: it says that 5 bytes wait\n");
}

int main(void)
{
	char other[512];
	mqd_t queue;

	snprintf(name, sizeof name, "/names.%ld", (long)getpid());
	snprintf(directory, sizeof directory, "queues.%ld", (long)getpid());
	queue = create(name);
	if (queue == (mqd_t)-1) {
		leat_perror("mq_open");
		exit(1);
	}
	atexit(clean_up);
	printf("/name: a queue\n");

	refuse("name", name + 1);
	snprintf(other, sizeof other, "%s%s", name, name);
	refuse("/name/name", other);
	refuse("/", "/");
	memset(other, 'a', 301);
	other[0] = '/';
	other[301] = '\0';
	refuse("/ and 300 letters", other);

	CHECK_INT(leat_mq_send(queue, "hello", 5, 0), 0);
	look_for_file();
	CHECK_INT(leat_mq_close(queue), 0);
	return 0;
}
