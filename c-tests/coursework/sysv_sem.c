/* P and V on a System V semaphore keep three children's lines in a file whole. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

union semun {
	int val;
	struct semid_ds *buf;
	unsigned short *array;
};

static void op(int id, int what)
{
	struct sembuf buf;

	buf.sem_num = 0;
	buf.sem_op = (short)what;
	buf.sem_flg = SEM_UNDO;
	if (semop(id, &buf, 1) == -1) {
		perror("semop");
		exit(1);
	}
}

static void P(int id)
{
	op(id, -1);
}

static void V(int id)
{
	op(id, 1);
}

static int add(int id, int times)
{
	while (times-- > 0) {
		int number = 0, fd;

		P(id);
		fd = open("counter", O_RDWR);
		if (fd == -1 || read(fd, &number, sizeof(number)) != sizeof(number))
			return 1;
		number++;
		lseek(fd, 0, SEEK_SET);
		if (write(fd, &number, sizeof(number)) != sizeof(number))
			return 1;
		close(fd);
		V(id);
	}
	return 0;
}

int main(void)
{
	int id, fd, i, number = 0, status, failed = 0;
	union semun argument;
	unsigned short values[2];

	id = semget(IPC_PRIVATE, 2, IPC_CREAT | 0600);
	if (id == -1) {
		perror("semget");
		return 1;
	}
	argument.val = 1;
	if (semctl(id, 0, SETVAL, argument) == -1)
		perror("SETVAL");
	argument.val = 7;
	semctl(id, 1, SETVAL, argument);
	fd = open("counter", O_CREAT | O_WRONLY | O_TRUNC, 0644);
	if (write(fd, &number, sizeof(number)) == -1)
		perror("write");
	close(fd);
	for (i = 0; i < 3; i++)
		if (fork() == 0)
			_exit(add(id, 50));
	while (wait(&status) > 0)
		failed += status != 0;
	fd = open("counter", O_RDONLY);
	if (read(fd, &number, sizeof(number)) == -1)
		perror("read");
	close(fd);
	argument.array = values;
	semctl(id, 0, GETALL, argument);
	printf("%d failed, counter %d, values %d %d\n", failed, number, values[0], values[1]);
	printf("GETVAL %d\n", semctl(id, 1, GETVAL));
	argument.val = -1;
	if (semctl(id, 0, SETVAL, argument) == -1)
		perror("SETVAL -1");
	if (semctl(id, 5, GETVAL) == -1)
		perror("GETVAL of the sixth");
	semctl(id, 0, IPC_RMID);
	if (semctl(id, 0, GETVAL) == -1 && (errno == EINVAL || errno == EIDRM))
		printf("removed\n");
	return 0;
}
