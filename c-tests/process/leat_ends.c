/*
 * A program that leat has started is waited for as often as one likes; its exit status, its signal, its core dump and what
 * it has used are told apart.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <signal.h>

#include "spawned.h"

int main(void)
{
	struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;
	struct { size_t size; int how; int code; int after; } old = {16, 0, 0, 7};
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	int descriptors = open_descriptors();
	leat_process *process;

	process = spawn_shell("exit 42", NULL);
	CHECK(leat_process_pid(process) > 0);
	errno = 0;
	CHECK_INT(leat_process_wait(process, LEAT_FOREVER, &result), LEAT_EXITED);
	CHECK_INT(errno, 0);
	CHECK_INT(result.how, LEAT_EXITED);
	CHECK_INT(result.code, 42);
	CHECK_INT(result.core, 0);
	CHECK(result.user_us >= 0 && result.system_us >= 0 && result.max_rss_kib > 100);
	/* Who was compiled with an older leat gets what he has room for. */
	CHECK_INT(leat_process_wait(process, 0, (struct leat_process_result *)&old), LEAT_EXITED);
	CHECK_INT(old.code, 42);
	CHECK_INT(old.after, 7);
	CHECK_INT(leat_process_wait(process, LEAT_FOREVER, NULL), LEAT_EXITED);
	CHECK_FAILS(leat_process_kill(process, SIGTERM), -1, ESRCH, "process_kill");
	CHECK_FAILS(leat_process_kill_group(process, SIGTERM), -1, EINVAL, "process_kill_group");
	CHECK_FAILS(leat_process_foreground(process), -1, EINVAL, "process_foreground");
	leat_process_free(process);

	options.group_kind = LEAT_GROUP_NEW;
	process = spawn_shell("kill -TERM $$", &options);
	CHECK_INT(leat_process_wait(process, LEAT_FOREVER, &result), LEAT_KILLED);
	CHECK_INT(result.code, SIGTERM);
	CHECK_INT(result.core, 0);
	CHECK_FAILS(leat_process_kill_group(process, SIGTERM), -1, ESRCH, "process_kill_group");
	leat_process_free(process);

	/* The result is that of the child, and of the time that it used. */
	process = spawn_shell("i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done", NULL);
	CHECK_INT(leat_process_wait(process, LEAT_FOREVER, &result), LEAT_EXITED);
	CHECK(result.user_us + result.system_us > 1000);
	leat_process_free(process);
	leat_process_free(NULL);
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
