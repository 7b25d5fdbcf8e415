/*
 * Messages are received by their type, across processes that know the key.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>

#include "check.h"

struct message {
	long type;
	char text[8];
};

int main(void)
{
	struct message message;
	struct msqid_ds status;
	int id, ended;
	pid_t child;
	key_t key;

	CHECK((key = leat_ftok(".", 'L')) != (key_t)-1);
	CHECK((id = leat_msgget(key, IPC_CREAT | IPC_EXCL | 0600)) >= 0);
	CHECK_FAILS(leat_msgget(key, IPC_CREAT | IPC_EXCL | 0600), -1, EEXIST, "msgget");
	CHECK((child = leat_fork()) >= 0);
	if (child == 0) {
		struct message two = {2, "second"}, one = {1, "first"};
		CHECK((id = leat_msgget(key, 0)) >= 0);
		CHECK_INT(leat_msgsnd(id, &two, 7, 0), 0);
		CHECK_INT(leat_msgsnd(id, &one, 6, 0), 0);
		return 0;
	}
	CHECK_INT(leat_msgrcv(id, &message, sizeof message.text, 1, 0), 6);
	CHECK_TEXT(message.text, "first");
	CHECK_INT(leat_msgctl(id, IPC_STAT, &status), 0);
	CHECK_INT(status.msg_qnum, 1);
	CHECK_FAILS(leat_msgrcv(id, &message, 2, 0, 0), -1, E2BIG, "msgrcv");
	CHECK_INT(leat_msgrcv(id, &message, sizeof message.text, 0, 0), 7);
	CHECK_INT(message.type, 2);
	CHECK_FAILS(leat_msgrcv(id, &message, sizeof message.text, 0, IPC_NOWAIT), -1, ENOMSG, "msgrcv");
	message.type = 0;
	CHECK_FAILS(leat_msgsnd(id, &message, 1, 0), -1, EINVAL, "msgsnd");
	CHECK_INT(leat_waitpid(child, &ended, 0), child);
	CHECK_INT(ended, 0);

	CHECK_INT(leat_msgctl(id, IPC_RMID, NULL), 0);
	CHECK_FAILS(leat_msgctl(id, IPC_RMID, NULL), -1, EINVAL, "msgctl");
	CHECK_FAILS(leat_msgget(key, 0), -1, ENOENT, "msgget");
	CHECK_FAILS(leat_ftok("/nope", 'L'), -1, ENOENT, "ftok");
	return 0;
}
