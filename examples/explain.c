/* gcc explain.c $(pkg-config --cflags --libs leat) -o explain && LEAT_EXPLAIN=1 ./explain */
#include <fcntl.h>
#include <leat.h>

/* What perror says, and which call it speaks of: a path that leads nowhere, and a queue that nobody has made. */
int main(void)
{
	if (leat_open("/no/such/file", O_RDONLY) == -1)
		leat_perror("open");
	if (leat_mq_open("/no-such-queue", O_RDONLY) == (mqd_t)-1)
		leat_perror("mq_open");
	return 0;
}
