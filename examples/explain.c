/* gcc explain.c $(pkg-config --cflags --libs leat) -o explain && LEAT_EXPLAIN=1 ./explain */
#include <fcntl.h>
#include <leat.h>

/* What perror says, and then why: a path that leads nowhere, and the name of a queue that lacks its slash. */
int main(void)
{
	if (leat_open("/no/such/file", O_RDONLY) == -1)
		leat_perror("open");
	if (leat_mq_open("jobs", O_RDONLY) == (mqd_t)-1)
		leat_perror("mq_open");
	return 0;
}
