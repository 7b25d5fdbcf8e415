/* A POSIX queue gives the most urgent message first. */
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(void)
{
	struct mq_attr attr;
	struct timespec past;
	char name[64], room[64];
	unsigned priority;
	mqd_t queue;
	ssize_t n;
	int i;

	sprintf(name, "/coursework.%ld", (long)getpid());
	memset(&attr, 0, sizeof(attr));
	attr.mq_maxmsg = 4;
	attr.mq_msgsize = sizeof(room);
	if (mq_open(name, O_RDONLY) == (mqd_t)-1)
		perror("mq_open before it exists");
	queue = mq_open(name, O_CREAT | O_EXCL | O_RDWR, 0600, &attr);
	if (queue == (mqd_t)-1) {
		perror("mq_open");
		return 1;
	}
	if (fork() == 0) {
		const char *words[] = { "low", "high", "middle" };
		unsigned priorities[] = { 1, 9, 5 };

		for (i = 0; i < 3; i++)
			if (mq_send(queue, words[i], strlen(words[i]), priorities[i]) == -1)
				perror("mq_send");
		mq_close(queue);
		_exit(0);
	}
	wait(NULL);
	mq_getattr(queue, &attr);
	printf("%ld of %ld messages\n", attr.mq_curmsgs, attr.mq_maxmsg);
	for (i = 0; i < 3; i++) {
		n = mq_receive(queue, room, sizeof(room), &priority);
		printf("%u %.*s\n", priority, (int)n, room);
	}
	past.tv_sec = 1;
	past.tv_nsec = 0;
	if (mq_timedreceive(queue, room, sizeof(room), NULL, &past) == -1)
		perror("mq_timedreceive");
	if (mq_receive(queue, room, 1, NULL) == -1)
		perror("mq_receive into one byte");
	mq_close(queue);
	if (mq_unlink(name) == -1)
		perror("mq_unlink");
	if (mq_unlink("no slash") == -1)
		printf("a bad name: %d\n", errno == EINVAL || errno == ENOENT);
	return 0;
}
