#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
#include "shared memory.h"

int main(void)
{
	int *array = shared_array(3);
	int i;

	if (array == NULL)
		return 1;
	for (i = 0; i < 3; i++) {
		if (fork() == 0) {
			array[i] = i + 10;
			_exit(0);
		}
	}
	while (wait(NULL) > 0)
		;
	printf("%d %d %d\n", array[0], array[1], array[2]);
	release(array);
	release(array);
	return shared_array(0) != NULL;
}
