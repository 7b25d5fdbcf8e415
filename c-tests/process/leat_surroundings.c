/*
 * A child has the directory, the environment, the limits, the nice value, the group and the signals that its options say; by
 * default the host's, but no blocked and no ignored signal.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <signal.h>
#include <sys/resource.h>

#include "spawned.h"

static const char *printed(const char *script, struct leat_process_options *options)
{
	leat_process *process;
	const char *text;

	options->out.kind = LEAT_CHILD_PIPE;
	process = spawn_shell(script, options);
	text = all_of(leat_process_take_pipe_fd(process, 1));
	CHECK_ENDED(process, LEAT_EXITED, 0);
	return text;
}

int main(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT, defaults = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_child_limit limits[2] = {{RLIMIT_CORE, 0, 0, 0}, {RLIMIT_CPU, 0, 50, 60}};
	char a[] = "LEAT_A=new", b[] = "LEAT_B", c[] = "LEAT_C=c", path[] = "PATH=/usr/bin:/bin", nothing[] = "=x";
	char *added[4] = {a, b, c, NULL}, *whole[3] = {path, c, NULL}, *wrong[2] = {nothing, NULL}, expected[100];
	sigset_t blocked;

	options.directory = "/usr";
	CHECK_TEXT(printed("pwd", &options), "/usr\n");

	CHECK_INT(setenv("LEAT_A", "old", 1), 0);
	CHECK_INT(setenv("LEAT_B", "b", 1), 0);
	options = defaults;
	CHECK_TEXT(printed("echo $LEAT_A $LEAT_B", &options), "old b\n");
	options.added = added;
	CHECK_TEXT(printed("echo $LEAT_A ${LEAT_B-unset} $LEAT_C", &options), "new unset c\n");
	options.environment = whole;
	CHECK_TEXT(printed("env | grep LEAT | sort | xargs", &options), "LEAT_A=new LEAT_C=c\n");
	options.added = NULL;
	CHECK_TEXT(printed("env | grep LEAT", &options), "LEAT_C=c\n");
	options.added = wrong;
	CHECK_FAILS(leat_process_spawn(shell(":"), &options), NULL, EINVAL, "process_spawn");

	options = defaults;
	options.limits = limits;
	options.limit_count = 2;
	CHECK_TEXT(printed("ulimit -c; ulimit -t; ulimit -Ht", &options), "0\n50\n60\n");
	options = defaults;
	options.nice = 3;
	snprintf(expected, sizeof expected, "%d\n", getpriority(PRIO_PROCESS, 0) + 3);
	CHECK_TEXT(printed("nice", &options), expected);
	options = defaults;
	options.program = "/bin/echo";
	CHECK_TEXT(printed("called sh", &options), "-c called sh\n");

	options = defaults;
	snprintf(expected, sizeof expected, "%d\n", (int)getpgrp());
	CHECK_TEXT(printed("ps -o pgid= -p $$ | tr -d ' '", &options), expected);
	options.group_kind = LEAT_GROUP_NEW;
	CHECK_TEXT(printed("[ $(ps -o pgid= -p $$) = $$ ] && [ $(ps -o sid= -p $$) != $$ ] && echo new", &options), "new\n");
	options.group_kind = LEAT_GROUP_SESSION;
	CHECK_TEXT(printed("[ $(ps -o sid= -p $$) = $$ ] && echo session", &options), "session\n");
	options.group_kind = LEAT_GROUP_JOIN;
	options.group = getpgrp();
	CHECK_TEXT(printed("ps -o pgid= -p $$ | tr -d ' '", &options), expected);

	/* SIGUSR1 is blocked and SIGUSR2 and SIGPIPE are ignored here. */
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGUSR1);
	CHECK_INT(sigprocmask(SIG_BLOCK, &blocked, NULL), 0);
	CHECK(signal(SIGUSR2, SIG_IGN) != SIG_ERR && signal(SIGPIPE, SIG_IGN) != SIG_ERR);
	options = defaults;
	CHECK_TEXT(printed("grep -E 'Sig(Blk|Ign)' /proc/self/status | tr '\\t' ' '", &options),
	           "SigBlk: 0000000000000000\nSigIgn: 0000000000000000\n");
	options.flags = LEAT_PROCESS_KEEP_SIGNALS;
	CHECK_TEXT(printed("grep -E 'Sig(Blk|Ign)' /proc/self/status | sed 's/0.*\\(....\\)$/\\1/'", &options),
	           "SigBlk:\t0200\nSigIgn:\t1800\n");
	/* And so it is still here. */
	CHECK_INT(sigprocmask(SIG_BLOCK, NULL, &blocked), 0);
	CHECK_INT(sigismember(&blocked, SIGUSR1), 1);
	CHECK_INT(sigismember(&blocked, SIGTERM), 0);
	return 0;
}
