/*
 * Calls libc or leat: `overhead libc|leat N [processes]` runs each loop of loops.h N times. What differs between two
 * runs is what a mirror adds: callgrind counts its instructions, strace its system calls.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <leat.h>

union semun {
	int val;
	void *pointer;
};

static int zero, sink, pair[2], pipe_ends[2], queue, semaphores;
static void *page;
/* What no system call can read or write; volatile, so that the compiler does not know. */
static int *volatile bad = (int *)8;
static char buffer[16];
static sem_t semaphore;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static struct {
	long type;
	char text[8];
} message = {1, ""};

static void expect_(int holds, const char *what)
{
	if (!holds) {
		perror(what);
		exit(1);
	}
}
#define expect(condition) expect_(condition, #condition)

/* libc's may not be inlined, or be macros. */
#define CALL(name) (name)
#define IN_LOOP(name) loop_libc_##name
#include "loops.h"
#undef CALL
#undef IN_LOOP
#define CALL(name) leat_##name
#define IN_LOOP(name) loop_leat_##name
#include "loops.h"

#define COUNTED(X) \
	X(read) X(write) X(lseek) X(poll) X(pipe) X(close) X(kill) X(sigaction) X(send) X(recvfrom) X(mmap) \
	X(msgsnd) X(semop) X(sem_post) X(sem_wait) X(open) X(open_mode) X(openat) X(fcntl) X(fcntl_int) \
	X(fcntl_dup) X(fcntl_size) X(fcntl_lock) X(semctl) X(semctl_value) X(mremap) X(ioctl) X(pthread_mutex_lock) \
	X(pthread_mutex_unlock) X(pthread_cond_signal)

static void remove_objects(void)
{
	msgctl(queue, IPC_RMID, NULL);
	semctl(semaphores, 0, IPC_RMID);
}

int main(int argc, char **argv)
{
	expect(argc >= 3);
	int leat = strcmp(argv[1], "leat") == 0, n = atoi(argv[2]);

	expect((zero = open("/dev/zero", O_RDONLY)) >= 0 && (sink = open("/dev/null", O_WRONLY)) >= 0);
	expect(pipe(pipe_ends) == 0);
	expect(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0 && sem_init(&semaphore, 0, 0) == 0);
	expect((page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) != MAP_FAILED);
	expect((queue = msgget(IPC_PRIVATE, 0600)) >= 0 && (semaphores = semget(IPC_PRIVATE, 1, 0600)) >= 0);

	expect(atexit(remove_objects) == 0);

#define RUN(name) (leat ? loop_leat_##name : loop_libc_##name)(n);
	COUNTED(RUN)
	if (argc > 3) {
		RUN(failing)
		RUN(processes)
	}
	return 0;
}
