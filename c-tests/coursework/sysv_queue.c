/* Messages of two types through a System V queue, read by type. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct message {
	long mtype;
	char mtext[32];
};

int main(void)
{
	struct message message;
	struct msqid_ds status;
	int id, i;

	if (ftok("/nonexistent", 'q') == (key_t)-1)
		perror("ftok");
	if ((id = msgget(IPC_PRIVATE, IPC_CREAT | 0600)) == -1) {
		perror("msgget");
		return 1;
	}
	if (fork() == 0) {
		for (i = 1; i <= 6; i++) {
			message.mtype = i % 2 + 1;
			sprintf(message.mtext, "message %d", i);
			if (msgsnd(id, &message, strlen(message.mtext) + 1, 0) == -1)
				perror("msgsnd");
		}
		_exit(0);
	}
	wait(NULL);
	if (msgctl(id, IPC_STAT, &status) == 0)
		printf("%lu messages\n", (unsigned long)status.msg_qnum);
	for (i = 0; i < 3; i++)
		if (msgrcv(id, &message, sizeof(message.mtext), 2, 0) > 0)
			printf("type %ld: %s\n", message.mtype, message.mtext);
	while (msgrcv(id, &message, sizeof(message.mtext), 0, IPC_NOWAIT) > 0)
		printf("any: %s\n", message.mtext);
	if (errno == ENOMSG)
		perror("msgrcv");
	message.mtype = 0;
	if (msgsnd(id, &message, 1, 0) == -1)
		perror("msgsnd of type 0");
	if (msgctl(id, IPC_RMID, NULL) == -1)
		perror("msgctl");
	if (msgrcv(id, &message, 1, 0, 0) == -1)
		perror("msgrcv after IPC_RMID");
	return 0;
}
