/*
 * leat_explain_process writes to a buffer of any size, as snprintf does, keeps errno, and refuses what is no process. A
 * thread's number stands for its process.
 */
/* test: flags -D_GNU_SOURCE */
#include "hung.h"

static void wait_for_signal(void)
{
	leat_pause();
}

static void *waiting_thread(void *ret_tid)
{
	sigset_t none;
	int signal;

	*(long *)ret_tid = syscall(SYS_gettid);
	sigemptyset(&none);
	leat_sigwait(&none, &signal);
	return NULL;
}

/* A child with a second thread, which writes its number into the pipe. */
static int numbers[2];

static void have_a_thread(void)
{
	static volatile long tid;
	pthread_t thread;

	CHECK_INT(pthread_create(&thread, NULL, waiting_thread, (void *)&tid), 0);
	while (tid == 0)
		sched_yield();
	CHECK_INT(write(numbers[1], (const void *)&tid, sizeof tid), sizeof tid);
	leat_pause();
}

int main(void)
{
	static char whole[4096], buffer[4096];
	const pid_t waiter = begin(wait_for_signal);
	pid_t threaded;
	long tid;
	size_t size;
	int length;

	wait_until_blocked(waiter, SYS_pause);
	length = leat_explain_process(waiter, whole, sizeof whole);
	CHECK_INT(length, strlen(whole));
	CHECK(whole[length - 1] == '\n');
	CHECK(strstr(whole, text("blocked_text (pid %ld)", (long)waiter)) == whole);
	CHECK(strstr(whole, "\n  It waits in pause() for a signal that it handles.\n") != NULL);

	for (size = 0; size <= (size_t)length + 2; size++) {
		memset(buffer, '?', sizeof buffer);
		errno = ENOTTY;
		CHECK_INT(leat_explain_process(waiter, size > 0 ? buffer : NULL, size), length);
		CHECK_INT(errno, ENOTTY);
		CHECK_INT(buffer[size], '?');
		if (size > (size_t)length)
			CHECK_TEXT(buffer, whole);
		else if (size > 3)
			CHECK_TEXT(buffer + strlen(buffer) - 3, "\xe2\x80\xa6");
	}

	strcpy(buffer, "untouched");
	CHECK(leat_explain_process(waiter, NULL, 1) == -1 && errno == EFAULT);
	CHECK(leat_explain_process(0, buffer, sizeof buffer) == -1 && errno == EINVAL);
	CHECK(leat_explain_process(-waiter, buffer, sizeof buffer) == -1 && errno == EINVAL);
	CHECK(leat_explain_wait_graph(NULL, 1, buffer, sizeof buffer) == -1 && errno == EFAULT);
	CHECK(leat_explain_wait_graph(&waiter, 1, NULL, 1) == -1 && errno == EFAULT);
	CHECK(leat_explain_wait_graph(&waiter, 65, buffer, sizeof buffer) == -1 && errno == E2BIG);
	CHECK_INT(leat_explain_wait_graph(NULL, 0, NULL, 0), 0);
	end(waiter);
	CHECK(leat_explain_process(waiter, buffer, sizeof buffer) == -1 && errno == ESRCH);
	CHECK(leat_explain_wait_graph(&waiter, 1, buffer, sizeof buffer) == -1 && errno == ESRCH);
	CHECK_TEXT(buffer, "untouched");

	CHECK_INT(leat_pipe(numbers), 0);
	threaded = begin(have_a_thread);
	CHECK_INT(leat_read(numbers[0], &tid, sizeof tid), sizeof tid);
	wait_until_blocked(threaded, SYS_pause);
	while (!is_blocked(text("/proc/%ld/task/%ld", (long)threaded, tid), SYS_rt_sigtimedwait))
		sched_yield();
	length = leat_explain_process(threaded, whole, sizeof whole);
	CHECK_INT(leat_explain_process((pid_t)tid, buffer, sizeof buffer), length);
	CHECK_TEXT(buffer, whole);
	CHECK(strstr(whole, text("Thread %ld (blocked_text) waits in pause()", (long)threaded)) != NULL);
	CHECK(strstr(whole, text("Thread %ld (blocked_text) waits in sigwait or sigwaitinfo", tid)) != NULL);
	end(threaded);
	return 0;
}
