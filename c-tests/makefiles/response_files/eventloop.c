#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include "events.h"

#define STRING(x) #x
#define TEXT(x) STRING(x)

static int event;

static void *thread(void *unused)
{
	uint64_t one = 1;

	(void)unused;
	if (write(event, &one, sizeof one) == -1)
		perror("write");
	return NULL;
}

int main(void)
{
	int epoll = epoll_create1(0);
	uint64_t count;
	pthread_t id;

	event = eventfd(0, 0);
	printf("%s, %c, %s\n", TITLE, QUOTE, TEXT(SPACE));
	watch(epoll, event);
	watch(epoll, event);
	pthread_create(&id, NULL, thread, NULL);
	if (ready(epoll) == event && read(event, &count, sizeof count) == sizeof count)
		printf("%d event\n", (int)count);
	pthread_join(id, NULL);
	return 0;
}
