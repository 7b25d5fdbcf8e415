#include "messages.h"
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/types.h>

int queue_open(void)
{
	int id = msgget(IPC_PRIVATE, IPC_CREAT | 0600);

	if (id == -1)
		perror("msgget");
	return id;
}

int queue_put(int id, long type, const char *text)
{
	struct message m;

	m.type = type;
	strcpy(m.text, text);
	if (msgsnd(id, &m, strlen(text) + 1, 0) == -1) {
		perror("msgsnd");
		return -1;
	}
	return 0;
}

int queue_get(int id, long type, char *text)
{
	struct message m;

	if (msgrcv(id, &m, sizeof m.text, type, IPC_NOWAIT) == -1) {
		perror("msgrcv");
		return -1;
	}
	strcpy(text, m.text);
	return 0;
}
