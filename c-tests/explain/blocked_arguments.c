/*
 * A call that a process is blocked in is written as C has it, with what its pointers point to where that tells something:
 * paths, addresses, operations of semaphores, locks; and so is its time limit.
 */
/* test: flags -D_GNU_SOURCE */
#include <fcntl.h>
#include <mqueue.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "hung.h"

static int fds[2], other[2], id, listener;
static struct sockaddr_un address;
static const socklen_t address_size = offsetof(struct sockaddr_un, sun_path) + 1 + 15;

static void do_select(void)
{
	fd_set reading, writing;

	FD_ZERO(&reading);
	FD_SET(fds[0], &reading);
	FD_ZERO(&writing);
	FD_SET(other[1], &writing);
	leat_select(other[1] + 1, &reading, &writing, NULL, NULL);
}

static void do_epoll(void)
{
	struct epoll_event event;
	int epoll = leat_epoll_create1(0);

	event.events = EPOLLIN;
	event.data.fd = 0;
	leat_epoll_ctl(epoll, EPOLL_CTL_ADD, fds[0], &event);
	leat_epoll_wait(epoll, &event, 1, 3600000);
}

static void do_semtimedop(void)
{
	struct sembuf operations[2] = {{1, 1, 0}, {2, -3, SEM_UNDO}};
	struct timespec time = {3600, 500000000};

	leat_semtimedop(id, operations, 2, &time);
}

static void do_msgrcv(void)
{
	long message[4];

	leat_msgrcv(id, message, sizeof message - sizeof *message, -7, 0);
}

static void wait_for_signal(void)
{
	leat_pause();
}

static void do_waitid(void)
{
	siginfo_t info;
	pid_t child = begin(wait_for_signal);

	leat_waitid(P_PID, (id_t)child, &info, WEXITED | WSTOPPED);
}

/* The same by a descriptor. (P_PIDFD is 3; older C libraries do not name it.) */
static void do_waitid_of_pidfd(void)
{
	siginfo_t info;
	pid_t child = begin(wait_for_signal);

	leat_waitid((idtype_t)3, (id_t)syscall(SYS_pidfd_open, child, 0), &info, WEXITED);
}

static void do_sigwait(void)
{
	sigset_t set;
	int signal;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGTERM);
	leat_sigprocmask(SIG_BLOCK, &set, NULL);
	leat_sigwait(&set, &signal);
}

/* One more connection than the listener takes. */
static void do_connect(void)
{
	for (;;)
		CHECK_INT(leat_connect(leat_socket(AF_UNIX, SOCK_STREAM, 0), (const struct sockaddr *)&address, address_size), 0);
}

static void do_read_eventfd(void)
{
	uint64_t value;

	leat_read(id, &value, sizeof value);
}

static void do_lock(void)
{
	struct flock lock;

	memset(&lock, 0, sizeof lock);
	lock.l_type = F_WRLCK;
	lock.l_whence = SEEK_CUR;
	lock.l_start = -2;
	lock.l_len = 5;
	leat_lseek(id, 10, SEEK_SET);
	leat_fcntl(id, F_SETLKW, &lock);
}

static void fill(int fd)
{
	static char bytes[1 << 20];

	CHECK_INT(fcntl(fd, F_SETFL, O_NONBLOCK), 0);
	while (write(fd, bytes, sizeof bytes) > 0)
		continue;
	CHECK_INT(fcntl(fd, F_SETFL, 0), 0);
}

int main(void)
{
	struct flock lock;
	FILE *file;
	pid_t pid;

	CHECK_INT(leat_pipe(fds), 0);
	CHECK_INT(leat_pipe(other), 0);
	fill(other[1]);
	pid = begin(do_select);
	wait_until_blocked(pid, SYS_pselect6);
	CHECK_HANG(pid, text("select(%d, 0x", other[1] + 1), ", NULL, NULL) for any of 2: ",
	           text("data from pipe %lu (fd %d, its read end); ", inode_of(fds[0]), fds[0]),
	           text("room in pipe %lu (fd %d, its write end).", inode_of(other[1]), other[1]));
	end(pid);

	pid = begin(do_epoll);
	wait_until_blocked(pid, SYS_epoll_wait);
	CHECK_HANG(pid, ", 1, 3600000) for data from pipe", "for at most 3600 s.");
	end(pid);

	id = leat_semget(IPC_PRIVATE, 3, 0600);
	pid = begin(do_semtimedop);
	wait_until_blocked(pid, SYS_semtimedop);
	CHECK_HANG(pid, text("semtimedop(%d, {{1, 1, 0}, {2, -3, SEM_UNDO}}, 2, 0x", id),
	           text("for semaphore 2 of System V semaphore set %d (key IPC_PRIVATE) to become 3 or more (it is 0)", id),
	           "for at most 3600 s.");
	end(pid);
	CHECK_INT(leat_semctl(id, 0, IPC_RMID), 0);

	id = leat_msgget(IPC_PRIVATE, 0600);
	pid = begin(do_msgrcv);
	wait_until_blocked(pid, SYS_msgrcv);
	CHECK_HANG(pid, text("msgrcv(%d, 0x", id), ", 24, -7, 0) for a message of type 7 or less in System V message queue");
	end(pid);
	CHECK_INT(leat_msgctl(id, IPC_RMID, NULL), 0);

	pid = begin(do_waitid);
	wait_until_blocked(pid, SYS_waitid);
	CHECK_HANG(pid, "waitid(P_PID, ", "WEXITED|WSTOPPED", "for its child blocked_argumen (pid ", ") to end or to be stopped.");
	end(pid);

	pid = begin(do_waitid_of_pidfd);
	wait_until_blocked(pid, SYS_waitid);
	CHECK_HANG(pid, "for its child blocked_argumen (pid ", ") (pidfd ", ") to end.");
	end(pid);

	pid = begin(do_sigwait);
	wait_until_blocked(pid, SYS_rt_sigtimedwait);
	CHECK_HANG(pid, "for one of SIGUSR1 and SIGTERM.");
	end(pid);

	address.sun_family = AF_UNIX;
	memcpy(address.sun_path + 1, text("leat-%010ld", (long)getpid()), 15);
	listener = leat_socket(AF_UNIX, SOCK_STREAM, 0);
	CHECK_INT(leat_bind(listener, (const struct sockaddr *)&address, address_size), 0);
	CHECK_INT(leat_listen(listener, 1), 0);
	pid = begin(do_connect);
	wait_until_blocked(pid, SYS_connect);
	CHECK_HANG(pid, text(", @leat-%010ld, %d) for the other side to take the connection of fd ", (long)getpid(), (int)address_size));
	end(pid);

	id = leat_eventfd(0, 0);
	pid = begin(do_read_eventfd);
	wait_until_blocked(pid, SYS_read);
	CHECK_HANG(pid, text("read(%d, 0x", id), text(", 8) for something to read in fd %d, an eventfd.", id));
	end(pid);

	file = tmpfile();
	CHECK(file != NULL);
	id = fileno(file);
	memset(&lock, 0, sizeof lock);
	lock.l_type = F_RDLCK;
	lock.l_whence = SEEK_SET;
	CHECK_INT(leat_fcntl(id, F_SETLKW, &lock), 0);
	pid = begin(do_lock);
	wait_until_blocked(pid, SYS_fcntl);
	CHECK_HANG(pid, text("fcntl(%d, F_SETLKW, {F_WRLCK, SEEK_CUR, l_start=-2, l_len=5}) for a write lock on bytes 8 to 12 of the file", id));
	end(pid);
	return 0;
}
