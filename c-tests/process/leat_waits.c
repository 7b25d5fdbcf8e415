/*
 * A wait for a process holds its deadline whatever signals come, is ended by a stop, and can be made by several threads;
 * the descriptor of the process is readable once it has ended.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <poll.h>
#include <pthread.h>

#include "spawned.h"
#include "storm.h"

static void *wait_for_it(void *process)
{
	struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;

	CHECK_INT(leat_process_wait((leat_process *)process, LEAT_FOREVER, &result), LEAT_EXITED);
	CHECK_INT(result.code, 7);
	return NULL;
}

int main(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT, defaults = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;
	int descriptors = open_descriptors(), taken, input, index;
	leat_process *process;
	leat_stop *stop;
	pthread_t threads[3];
	struct pollfd ended;

	begin_storm();
	options.in.kind = LEAT_CHILD_PIPE;
	process = spawn_shell("read line; exit 7", &options);
	result.how = 77;
	CHECK_FAILS(leat_process_wait(process, 0, &result), -1, EAGAIN, "process_wait");
	CHECK_FAILS(leat_process_wait(process, 50, &result), -1, ETIMEDOUT, "process_wait");
	CHECK(strstr(leat_error_text(), "had not ended when the 50 ms were over") != NULL);
	CHECK_FAILS(leat_process_wait(process, -2, &result), -1, EINVAL, "process_wait");
	CHECK_INT(result.how, 77);
	result.size = 0;
	CHECK_FAILS(leat_process_wait(process, 0, &result), -1, EINVAL, "process_wait");
	CHECK_FAILS(leat_process_wait(NULL, 0, NULL), -1, EFAULT, "process_wait");

	CHECK((stop = leat_stop_new()) != NULL);
	CHECK_INT(leat_stop_now(stop), 0);
	CHECK_INT(leat_stop_attach(stop), 0);
	CHECK_FAILS(leat_process_wait(process, LEAT_FOREVER, NULL), -1, ECANCELED, "process_wait");
	CHECK_FAILS(leat_process_end(process, LEAT_FOREVER, 0, 0, NULL), -1, ECANCELED, "process_end");
	CHECK_INT(leat_stop_attach(NULL), 1);
	leat_stop_free(stop);

	/* Where the kernel, or valgrind, has no pidfd, there is none to poll. */
	ended.fd = leat_process_fd(process);
	ended.events = POLLIN;
	if (ended.fd != -1) {
		CHECK_INT(poll(&ended, 1, 0), 0);
		taken = leat_process_take_fd(process);
		CHECK(taken != ended.fd && close(taken) == 0);
	}
	for (index = 0; index < 3; index++)
		CHECK_INT(pthread_create(&threads[index], NULL, wait_for_it, process), 0);
	input = leat_process_take_pipe_fd(process, 0);
	CHECK_INT(close(input), 0);
	for (index = 0; index < 3; index++)
		CHECK_INT(pthread_join(threads[index], NULL), 0);
	if (ended.fd != -1)
		CHECK_INT(poll(&ended, 1, 0), 1);
	/* Once it is thrown a stop ends also what would not have to wait. */
	CHECK((stop = leat_stop_new()) != NULL);
	CHECK_INT(leat_stop_now(stop), 0);
	CHECK_INT(leat_stop_attach(stop), 0);
	CHECK_FAILS(leat_process_wait(process, 0, NULL), -1, ECANCELED, "process_wait");
	CHECK_INT(leat_stop_attach(NULL), 1);
	leat_stop_free(stop);
	leat_process_free(process);

	/* A stop and an end are told apart, if that was asked for. */
	options = defaults;
	options.flags = LEAT_PROCESS_TELL_STOPS;
	process = spawn_shell("kill -STOP $$; exit 3", &options);
	result.size = sizeof result;
	CHECK_INT(leat_process_wait(process, 30000, &result), LEAT_STOPPED);
	CHECK_INT(result.code, SIGSTOP);
	CHECK_TEXT(leat_process_how_text(result.how, result.code), "stopped by SIGSTOP");
	CHECK_FAILS(leat_process_wait(process, 0, &result), -1, EAGAIN, "process_wait");
	CHECK_INT(leat_process_kill(process, SIGCONT), 0);
	CHECK_INT(leat_process_wait(process, LEAT_FOREVER, &result), LEAT_EXITED);
	CHECK_INT(result.code, 3);
	CHECK_TEXT(leat_process_how_text(result.how, result.code), "exit status 3");
	leat_process_free(process);
	CHECK_TEXT(leat_process_how_text(LEAT_KILLED, SIGKILL), "killed by SIGKILL");
	CHECK_TEXT(leat_process_how_text(LEAT_LOST, 0), "status lost");
	CHECK_TEXT(leat_process_how_text(LEAT_TIMED_OUT, 0), "timed out");
	CHECK_TEXT(leat_process_how_text(0, 0), "not ended");
	CHECK_TEXT(leat_process_how_text(LEAT_KILLED, 1000), "unknown");
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
