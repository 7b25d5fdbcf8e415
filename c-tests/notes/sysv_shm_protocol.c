/*
 * Note 002, Shared Memory, Pros: a segment carries in both directions and among any number of processes, each of which
 * reads and writes; and the programs must follow a protocol, or they race. Adding is reading, then writing: an addition
 * that comes between the two is lost. The protocol here: who adds holds the semaphore.
 *
 *     without:   parent: reads 0 ........................ writes 0 + 1      two additions make 1
 *                child:          reads 0, writes 0 + 1
 *
 *     with:      child:  -1 | reads, writes | +1
 *                child:  -1 . . . . . . . . . . | reads, writes | +1
 */
/* prints:
without a protocol: two additions of 1 made 1
with a semaphore: 3 children read the parent's number, 7, and added it 100 times each: 2100
*/
#include <leat.h>

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { CHILDREN = 3, TIMES = 100 };

struct board {
	int number; /* from the parent to its children */
	int sum;    /* from the children to the parent */
};

union semun { /* semctl's argument, which the program must declare itself */
	int val;
	struct semid_ds *buf;
	unsigned short *array;
};

static pid_t owner;
static int shmid = -1, semaphore = -1;

static void clean_up(void)
{
	if (getpid() != owner)
		return;
	leat_shmctl(shmid, IPC_RMID, NULL);
	leat_semctl(semaphore, 0, IPC_RMID); /* whoever waits for it is told, and ends */
}

static struct board *make_board(void)
{
	union semun argument;
	void *memory;

	owner = getpid();
	atexit(clean_up);
	shmid = leat_shmget(IPC_PRIVATE, sizeof(struct board), IPC_CREAT | 0600);
	if (shmid == -1) {
		leat_perror("shmget");
		exit(1);
	}
	semaphore = leat_semget(IPC_PRIVATE, 1, IPC_CREAT | 0600);
	if (semaphore == -1) {
		leat_perror("semget");
		exit(1);
	}
	CHECK((memory = leat_shmat(shmid, NULL, 0)) != (void *)-1);
	argument.val = 1;
	CHECK_INT(leat_semctl(semaphore, 0, SETVAL, argument), 0);
	return (struct board *)memory;
}

static void operate(short op)
{
	struct sembuf operation;

	operation.sem_num = 0;
	operation.sem_op = op;
	operation.sem_flg = SEM_UNDO; /* a child that dies inside does not keep the others out for ever */
	while (leat_semop(semaphore, &operation, 1) == -1)
		CHECK_INT(errno, EINTR);
}

static void add(volatile struct board *board)
{
	int sum = board->sum;

	sched_yield(); /* an invitation to come in between */
	board->sum = sum + board->number;
}

static pid_t start(volatile struct board *board, int times)
{
	pid_t pid;

	CHECK((pid = leat_fork()) != -1);
	if (pid != 0)
		return pid;
	while (times-- > 0) {
		operate(-1);
		add(board);
		operate(1);
	}
	_exit(0);
}

static void wait_for_child(void)
{
	int status;

	CHECK(leat_wait(&status) != -1);
	CHECK_INT(status, 0);
}

int main(void)
{
	struct board *shared = make_board();
	volatile struct board *board = shared; /* it changes while this process does nothing to it */
	int sum, i;

	board->number = 1; /* the sum is 0, as all of a new segment */
	sum = board->sum;
	start(board, 1); /* the child follows the protocol; it is of no use if the parent does not */
	wait_for_child();
	board->sum = sum + board->number;
	printf("without a protocol: two additions of 1 made %d\n", board->sum);
	fflush(stdout);

	board->number = 7;
	board->sum = 0;
	for (i = 0; i < CHILDREN; i++)
		start(board, TIMES);
	for (i = 0; i < CHILDREN; i++)
		wait_for_child();
	printf("with a semaphore: %d children read the parent's number, %d, and added it %d times each: %d\n", CHILDREN,
	       board->number, TIMES, board->sum);
	CHECK_INT(board->sum, CHILDREN * TIMES * 7);
	CHECK_INT(leat_shmdt(shared), 0);
	return 0;
}
