/*
 * A handler that interrupts a blocked mirror may jump out of it; the library works afterwards.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <mqueue.h>
#include <fcntl.h>
#include <poll.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/socket.h>

#include "blocked.h"

static struct thread_state main_state;
static pthread_t main_thread;
static sigjmp_buf back;
static volatile sig_atomic_t ready;

static int fds[2], pair[2], queue, set;
static mqd_t posix_queue;
static sem_t semaphore;
static pid_t child;
static char buffer[16];

static void in_read(void) { leat_read(fds[0], buffer, 1); }
static void in_recv(void) { leat_recv(pair[0], buffer, 1, 0); }
static void in_sem_wait(void) { leat_sem_wait(&semaphore); }
static void in_pause(void) { leat_pause(); }
static void in_waitpid(void) { leat_waitpid(child, NULL, 0); }
static void in_mq_receive(void) { leat_mq_receive(posix_queue, buffer, sizeof buffer, NULL); }

static void in_poll(void)
{
	struct pollfd wanted = {fds[0], POLLIN, 0};
	leat_poll(&wanted, 1, -1);
}

static void in_msgrcv(void)
{
	struct { long type; char text[8]; } message;
	leat_msgrcv(queue, &message, sizeof message.text, 0, 0);
}

static void in_semop(void)
{
	struct sembuf down = {0, -1, 0};
	leat_semop(set, &down, 1);
}

static void jump(int number)
{
	(void)number;
	siglongjmp(back, 1);
}

/* Sends the signal once the main thread sleeps in the call. */
static void *interrupt(void *unused)
{
	(void)unused;
	while (!ready)
		sched_yield();
	wait_until_it_sleeps(&main_state);
	CHECK_INT(pthread_kill(main_thread, SIGUSR1), 0);
	return NULL;
}

static void check_jump(void (*block)(void))
{
	pthread_t thread;

	ready = 0;
	CHECK_INT(pthread_create(&thread, NULL, interrupt, NULL), 0);
	if (sigsetjmp(back, 1) == 0) {
		ready = 1;
		block();
		CHECK(!"the call returned");
	}
	CHECK_INT(pthread_join(thread, NULL), 0);
	CHECK_FAILS(leat_close(-7), -1, EBADF, "close");
}

int main(void)
{
	struct mq_attr attributes;
	char name[32];
	int i;

	main_thread = pthread_self();
	main_state = this_thread_state();
	CHECK_INT(leat_pipe(fds), 0);
	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	CHECK_INT(leat_sem_init(&semaphore, 0, 0), 0);
	CHECK((queue = leat_msgget(IPC_PRIVATE, 0600)) >= 0);
	CHECK((set = leat_semget(IPC_PRIVATE, 1, 0600)) >= 0);
	memset(&attributes, 0, sizeof attributes);
	attributes.mq_maxmsg = 1;
	attributes.mq_msgsize = sizeof buffer;
	snprintf(name, sizeof name, "/leat-%ld", (long)getpid());
	CHECK((posix_queue = leat_mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes)) != (mqd_t)-1);
	CHECK_INT(leat_mq_unlink(name), 0);
	CHECK((child = leat_fork()) >= 0);
	if (child == 0)
		for (;;)
			leat_pause();
	CHECK(leat_signal(SIGUSR1, jump) == SIG_DFL);

	for (i = 0; i < 5; i++) {
		check_jump(in_read);
		check_jump(in_recv);
		check_jump(in_poll);
		check_jump(in_sem_wait);
		check_jump(in_pause);
		check_jump(in_waitpid);
		check_jump(in_mq_receive);
		check_jump(in_msgrcv);
		check_jump(in_semop);
	}

	CHECK_INT(leat_write(fds[1], "x", 1), 1);
	in_read();
	CHECK_INT(buffer[0], 'x');
	CHECK_INT(leat_kill(child, SIGKILL), 0);
	CHECK_INT(leat_waitpid(child, NULL, 0), child);
	CHECK_INT(leat_mq_close(posix_queue), 0);
	CHECK_INT(leat_msgctl(queue, IPC_RMID, NULL), 0);
	CHECK_INT(leat_semctl(set, 0, IPC_RMID), 0);
	return 0;
}
