#include <mqueue.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
	struct mq_attr attr = { .mq_maxmsg = 2, .mq_msgsize = 16 };
	char name[32], got[16];
	unsigned priority;
	mqd_t queue;

	sprintf(name, "/steps-%d", (int)getpid());
	if (mq_open("no slash", O_RDONLY) == (mqd_t)-1)
		perror("mq_open");
	queue = mq_open(name, O_RDWR | O_CREAT | O_NONBLOCK, 0600, &attr);
	if (queue == (mqd_t)-1) {
		perror(name);
		return 1;
	}
	mq_unlink(name);
	mq_send(queue, "low", 4, 1);
	mq_send(queue, "high", 5, 9);
	if (mq_send(queue, "more", 5, 1) == -1)
		perror("mq_send");
	while (mq_receive(queue, got, sizeof got, &priority) != -1)
		printf("%u %s\n", priority, got);
	perror("mq_receive");
	mq_close(queue);
	return 0;
}
