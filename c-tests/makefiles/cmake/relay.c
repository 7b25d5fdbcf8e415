#include "config.h"
#include "ring.h"
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

void report(const char *what, int value);

int main(void)
{
	struct ring *ring = ring_new();
	int i, sum = 0;

#if !defined HAVE_SEM_TIMEDWAIT || defined HAVE_NO_SUCH_FUNCTION
#error "the compiler was not understood"
#endif
	if (ring == NULL)
		return 1;
	if (fork() == 0) {
		for (i = 1; i <= 20; i++)
			ring_put(ring, i);
		_exit(0);
	}
	for (i = 1; i <= 20; i++)
		sum += ring_get(ring);
	wait(NULL);
	report("sum", sum);
	ring_free(ring);
	return 0;
}
