/*
 * leat_fifo_open waits for the other end of a FIFO, however that is opened, and no longer than it was told to.
 *
 * test: flags -D_GNU_SOURCE -pthread
 */
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>

#include "blocked.h"
#include "child.h"
#include "storm.h"

enum { LONG = 60000 };

/* How the other process opens its end, while this one waits or before. */
struct other {
	int flags;
	int timeout; /* -2: by open(2) itself */
};

static int opened(struct other how)
{
	return how.timeout == -2 ? open("fifo", how.flags) : leat_fifo_open("fifo", how.flags, how.timeout);
}

/* One end is waited for by a child, the other opened here when the child sleeps; a byte goes through. */
static void meet(struct other child, struct other parent)
{
	struct thread_state state;
	char byte = 'x';
	int fd, writes = (parent.flags & O_ACCMODE) == O_WRONLY;
	pid_t pid = fork();

	CHECK(pid != -1);
	if (pid == 0) {
		if ((fd = opened(child)) == -1)
			_exit(1);
		if (fcntl(fd, F_GETFL) & O_NONBLOCK)
			_exit(2);
		_exit((writes ? read(fd, &byte, 1) : write(fd, &byte, 1)) != 1);
	}
	state = process_state(pid);
	while (!sleeps(&state))
		sched_yield();
	CHECK((fd = opened(parent)) != -1);
	CHECK_INT(fcntl(fd, F_GETFL) & O_NONBLOCK, 0);
	if (parent.timeout != -2)
		CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
	CHECK_INT(writes ? write(fd, &byte, 1) : read(fd, &byte, 1), 1);
	CHECK_INT(exit_status_of(pid), 0);
	CHECK_INT(close(fd), 0);
}

/* A reader whose writer is there and says nothing is let in, and so is one whose writer was there only for a moment. */
static void silent_writer(void)
{
	struct pollfd end;
	int fd, writer;
	pid_t pid;

	CHECK((writer = open("fifo", O_RDWR)) != -1);
	errno = 7;
	CHECK((fd = leat_fifo_open("fifo", O_RDONLY | O_NONBLOCK, 0)) != -1);
	CHECK_INT(errno, 7);
	CHECK(fcntl(fd, F_GETFL) & O_NONBLOCK);
	CHECK(read(fd, &pid, 1) == -1 && errno == EAGAIN);
	CHECK_INT(close(fd), 0);
	CHECK((fd = leat_fifo_open("fifo", O_RDONLY | O_NONBLOCK, LEAT_FOREVER)) != -1);
	CHECK_INT(close(fd), 0);
	CHECK_INT(close(writer), 0);

	CHECK((pid = fork()) != -1);
	if (pid == 0)
		_exit(close(open("fifo", O_WRONLY)));
	CHECK((fd = leat_fifo_open("fifo", O_RDONLY, LONG)) != -1);
	end.fd = fd;
	end.events = POLLIN;
	CHECK_INT(poll(&end, 1, -1), 1);
	CHECK_INT(read(fd, &pid, 1), 0);
	CHECK_INT(close(fd), 0);
	wait(NULL);
}

/* Writers that wait in open are not let in by one that waits with them: what they wrote would be lost. */
static void leaves_others_alone(void)
{
	struct thread_state state;
	pid_t pid = fork();

	CHECK(pid != -1);
	if (pid == 0) {
		CHECK(open("fifo", O_WRONLY) != -1);
		_exit(9);
	}
	state = process_state(pid);
	while (!sleeps(&state))
		sched_yield();
	CHECK_FAILS(leat_fifo_open("fifo", O_WRONLY, 30), -1, ETIMEDOUT, "fifo_open");
	CHECK_INT(kill(pid, SIGKILL), 0);
	CHECK_INT(waitpid(pid, NULL, 0), pid);
}

static void *stop_it(void *stop)
{
	leat_stop_now((leat_stop *)stop);
	return NULL;
}

static void stopped(int flags)
{
	leat_stop *stop = leat_stop_new();
	pthread_t thread;

	CHECK_INT(leat_stop_attach(stop), 0);
	CHECK_INT(pthread_create(&thread, NULL, stop_it, stop), 0);
	CHECK_FAILS(leat_fifo_open("fifo", flags, LEAT_FOREVER), -1, ECANCELED, "fifo_open");
	CHECK_INT(pthread_join(thread, NULL), 0);
	CHECK_INT(leat_stop_attach(NULL), 1);
	leat_stop_free(stop);
}

int main(void)
{
	static const int timeouts[] = { -2, LEAT_FOREVER, LONG };
	struct other child, parent;
	int fd, before = dup(0), i, j, writes;

	CHECK_INT(leat_fifo_make("fifo", 0600), 0);
	for (i = 0; i < 3; i++) {
		for (j = 0; j < 3; j++) {
			for (writes = 0; writes < 2; writes++) {
				child.timeout = timeouts[i];
				child.flags = writes ? O_WRONLY : O_RDONLY;
				parent.timeout = timeouts[j];
				parent.flags = writes ? O_RDONLY : O_WRONLY;
				meet(child, parent);
			}
		}
	}
	silent_writer();

	begin_storm();
	CHECK_FAILS(leat_fifo_open("fifo", O_RDONLY, 20), -1, ETIMEDOUT, "fifo_open");
	CHECK(strstr(leat_error_text(), "nobody opened \"fifo\" to write within 20 ms") != NULL);
	CHECK_FAILS(leat_fifo_open("fifo", O_WRONLY, 20), -1, ETIMEDOUT, "fifo_open");
	end_storm();
	leaves_others_alone();
	CHECK_FAILS(leat_fifo_open("fifo", O_RDONLY, 0), -1, EAGAIN, "fifo_open");
	CHECK_FAILS(leat_fifo_open("fifo", O_WRONLY | O_CLOEXEC, 0), -1, EAGAIN, "fifo_open");
	stopped(O_RDONLY);
	stopped(O_WRONLY);

	CHECK_FAILS(leat_fifo_open("fifo", O_RDWR, 0), -1, EINVAL, "fifo_open");
	CHECK_FAILS(leat_fifo_open("fifo", O_RDONLY | O_CREAT, 0), -1, EINVAL, "fifo_open");
	CHECK_FAILS(leat_fifo_open("fifo", O_RDONLY, INT_MIN), -1, EINVAL, "fifo_open");
	CHECK_FAILS(leat_fifo_open(NULL, O_RDONLY, 0), -1, EFAULT, "fifo_open");
	CHECK_FAILS(leat_fifo_open("nothing", O_RDONLY, 0), -1, ENOENT, "fifo_open");
	CHECK_FAILS(leat_fifo_open("nothing", O_WRONLY, LEAT_FOREVER), -1, ENOENT, "fifo_open");
	CHECK((fd = open("file", O_CREAT | O_WRONLY, 0600)) != -1);
	CHECK_INT(close(fd), 0);
	CHECK_FAILS(leat_fifo_open("file", O_WRONLY, LONG), -1, EINVAL, "fifo_open");
	CHECK_FAILS(leat_fifo_open("file", O_WRONLY, LEAT_FOREVER), -1, EINVAL, "fifo_open");
	CHECK_FAILS(leat_fifo_open("file", O_RDONLY, LONG), -1, EINVAL, "fifo_open");
	CHECK_INT(unlink("file"), 0);
	CHECK_INT(unlink("fifo"), 0);
	CHECK_INT(dup(0), before + 1); /* no descriptor was left open */
	return 0;
}
