/* A failure of each mechanism, for what must hold of every explanation. Needs -D_GNU_SOURCE. */
#ifndef FAILURES_H
#define FAILURES_H

#include <dirent.h>
#include <fcntl.h>
#include <mqueue.h>
#include <netdb.h>
#include <netinet/in.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "explained.h"

static inline int connect_to_nobody(void)
{
	struct sockaddr_in address;
	int fd = socket(AF_INET, SOCK_STREAM, 0), result;

	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_port = htons(1);
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	result = leat_connect(fd, (struct sockaddr *)&address, sizeof address);
	if (fd != -1) {
		int before = errno;
		close(fd);
		errno = before;
	}
	return result;
}

static inline int bind_in_no_directory(void)
{
	struct sockaddr_un address;
	int fd = socket(AF_UNIX, SOCK_STREAM, 0), result;

	memset(&address, 0, sizeof address);
	address.sun_family = AF_UNIX;
	strcpy(address.sun_path, "/nope/socket");
	result = leat_bind(fd, (struct sockaddr *)&address, sizeof address);
	if (fd != -1) {
		int before = errno;
		close(fd);
		errno = before;
	}
	return result;
}

static inline int send_type_zero(void)
{
	struct { long type; char text[1]; } message = {0, {0}};

	return leat_msgsnd(12345, &message, 1, IPC_NOWAIT);
}

static inline int wait_for_an_invalid_time(void)
{
	struct timespec time = {0, 2000000000};
	sem_t semaphore;

	sem_init(&semaphore, 0, 0);
	return leat_sem_timedwait(&semaphore, &time);
}

/* Makes each of them fail, and calls `look` with errno set; the number of failures. */
static inline int fail_everywhere(void (*look)(const char *function))
{
	static char name[] = "no-such-command-of-leat";
	static char *const argv[] = {name, NULL};
	int failures = 0;

#define FAILS(function, call, failure)                                                                         \
	do {                                                                                                   \
		errno = 0;                                                                                     \
		if ((call) == (failure)) {                                                                     \
			look(#function);                                                                       \
			failures++;                                                                            \
		}                                                                                              \
	} while (0)
	FAILS(open, leat_open("/nope/a/b", O_RDONLY), -1);
	FAILS(open, leat_open("/proc/self/status/x", O_RDONLY), -1);
	FAILS(mkdir, leat_mkdir("/", 0700), -1);
	FAILS(mkfifo, leat_mkfifo("/nope/fifo", 0600), -1);
	FAILS(opendir, leat_opendir("/dev/null"), NULL);
	FAILS(close, leat_close(-7), -1);
	FAILS(dup2, leat_dup2(777, 3), -1);
	FAILS(read, leat_read(-1, name, 1), -1);
	FAILS(execvp, leat_execvp(name, argv), -1);
	FAILS(waitpid, leat_waitpid(-1, NULL, WNOHANG), -1);
	FAILS(kill, leat_kill(99999999, 0), -1);
	FAILS(signal, leat_signal(SIGKILL, SIG_IGN), SIG_ERR);
	FAILS(popen, leat_popen("ls", "rw"), NULL);
	FAILS(ftok, leat_ftok("/nope/key", 1), -1);
	FAILS(msgget, leat_msgget(0x1eaf, 0), -1);
	FAILS(semget, leat_semget(0x1eaf, 1, 0), -1);
	FAILS(shmget, leat_shmget(0x1eaf, 1, 0), -1);
	FAILS(shmat, leat_shmat(12345, NULL, 0), (void *)-1);
	FAILS(msgsnd, send_type_zero(), -1);
	FAILS(semctl, leat_semctl(12345, 0, GETVAL), -1);
	FAILS(mq_open, leat_mq_open("/no-such-queue", O_RDONLY), (mqd_t)-1);
	FAILS(mq_open, leat_mq_open("jobs", O_RDONLY), (mqd_t)-1);
	FAILS(sem_open, leat_sem_open("/a/b", 0), SEM_FAILED);
	FAILS(sem_timedwait, wait_for_an_invalid_time(), -1);
	FAILS(shm_open, leat_shm_open("/no-such-object", O_RDONLY, 0), -1);
	FAILS(mmap, leat_mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), MAP_FAILED);
	FAILS(munmap, leat_munmap((void *)1, 1), -1);
	FAILS(flock, leat_flock(-1, LOCK_EX), -1);
	FAILS(socket, leat_socket(12345, SOCK_STREAM, 0), -1);
	FAILS(connect, connect_to_nobody(), -1);
	FAILS(bind, bind_in_no_directory(), -1);
	FAILS(accept, leat_accept(-1, NULL, NULL), -1);
#undef FAILS
	return failures;
}

#endif /* FAILURES_H */
