#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>
#ifdef HAVE_MQUEUE_H
#include <mqueue.h>
#include <fcntl.h>
#endif
#if defined HAVE_KQUEUE || defined HAVE_NO_SUCH_CALL || !defined HAVE_FORK || !defined PIPES_WORK || SIZEOF_LONG != 8
#error "configure was told something else"
#endif

int main(void)
{
	char *no_program[] = { "no-program", NULL };

#ifdef HAVE_MQ_OPEN
	if (mq_open("/no-such-queue-at-all", O_RDONLY) == (mqd_t)-1)
		perror("mq_open");
#endif
	printf("a long has %d bytes\n", SIZEOF_LONG);
	execvp(no_program[0], no_program);
	perror(no_program[0]);
	return EXIT_FAILURE;
}
