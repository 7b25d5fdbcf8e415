#include "messages.h"
#include <stdio.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	char text[32];
	int id = queue_open();

	if (id == -1)
		return 1;
	if (fork() == 0) {
		queue_put(id, 2, "second");
		queue_put(id, 1, "first");
		_exit(0);
	}
	wait(NULL);
	if (queue_get(id, 1, text) == 0)
		printf("type 1: %s\n", text);
	if (queue_get(id, 2, text) == 0)
		printf("type 2: %s\n", text);
	queue_get(id, 3, text);
	queue_put(id, -1, "a type that is not allowed");
	msgctl(id, IPC_RMID, NULL);
	return 0;
}
