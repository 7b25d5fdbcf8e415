/*
 * A child in the foreground has the terminal: it may read it, and Ctrl-C is for it and not for the host. The host has the
 * terminal back, in the modes that it had, when the child has ended, or is stopped, or could not be started; what was stopped
 * can be brought to the foreground again.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "child.h"
#include "spawned.h"

/* The other side of the terminal, which types and reads. */
static int keyboard;

static void must_be_ours(void)
{
	CHECK_INT(tcgetpgrp(0), getpgrp());
}

static int echoes(void)
{
	struct termios modes;

	CHECK_INT(tcgetattr(0, &modes), 0);
	return (modes.c_lflag & ECHO) != 0;
}

/* What the child prints is read by who types. */
static void expect(const char *text)
{
	char got[100];
	size_t length = 0;

	do {
		CHECK(length < sizeof got - 1 && read(keyboard, got + length, 1) == 1);
		got[++length] = '\0';
	} while (strstr(got, text) == NULL);
}

/* What is not open is not the child's, though the terminal is opened with its number. */
static void check_not_open(void)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_child_fd inherited = {0, 0, {LEAT_CHILD_INHERIT, 0, NULL, 0, 0}};

	inherited.fd = dup(0);
	CHECK_INT(close(inherited.fd), 0);
	options.flags = LEAT_PROCESS_FOREGROUND;
	options.fds = &inherited, options.fd_count = 1;
	CHECK_FAILS(leat_process_spawn(shell(":"), &options), NULL, EBADF, "process_spawn");
}

/* Runs in a session of its own, whose terminal is the pty. */
static int host(int terminal)
{
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	char nothing[] = "/nowhere", *argv[2] = {nothing, NULL};
	leat_process *process;
	int fd;

	CHECK(setsid() != -1);
	CHECK_INT(ioctl(terminal, TIOCSCTTY, 0), 0);
	for (fd = 0; fd < 3; fd++)
		if (fd != 2)
			CHECK_INT(dup2(terminal, fd), fd);
	must_be_ours();
	check_not_open();
	options.flags = LEAT_PROCESS_FOREGROUND | LEAT_PROCESS_TELL_STOPS;

	process = spawn_shell("echo ready; exec cat", &options);
	CHECK_INT(tcgetpgrp(0), leat_process_pid(process));
	expect("ready");
	CHECK_INT(write(keyboard, "typed\n", 6), 6);
	expect("typed\r\ntyped");
	CHECK_INT(write(keyboard, "\003", 1), 1);
	CHECK_INT(leat_process_wait(process, LEAT_FOREVER, &result), LEAT_KILLED);
	CHECK_INT(result.code, SIGINT);
	must_be_ours();
	leat_process_free(process);

	/* Ctrl-Z stops it; then the terminal is the host's, until it goes on, and when it was killed. */
	process = spawn_shell("stty -echo; echo again; exec cat", &options);
	expect("again");
	CHECK_INT(echoes(), 0);
	CHECK_INT(write(keyboard, "\032", 1), 1);
	CHECK_INT(leat_process_wait(process, LEAT_FOREVER, &result), LEAT_STOPPED);
	CHECK_INT(result.code, SIGTSTP);
	must_be_ours();
	CHECK_INT(echoes(), 1);
	CHECK_INT(leat_process_foreground(process), 0);
	CHECK_INT(tcgetpgrp(0), leat_process_pid(process));
	CHECK_INT(echoes(), 0);
	CHECK_INT(write(keyboard, "more\n", 5), 5);
	expect("more");
	CHECK_INT(leat_process_foreground(process), 0);
	CHECK_INT(write(keyboard, "\003", 1), 1);
	CHECK_INT(leat_process_wait(process, LEAT_FOREVER, &result), LEAT_KILLED);
	must_be_ours();
	CHECK_INT(echoes(), 1);
	CHECK_FAILS(leat_process_foreground(process), -1, ESRCH, "process_foreground");
	leat_process_free(process);

	/* Where nobody asks for stops, none is: nobody could type anything any more. */
	options.flags = LEAT_PROCESS_FOREGROUND;
	process = spawn_shell("echo deaf; exec cat", &options);
	expect("deaf");
	CHECK_INT(write(keyboard, "\032typed\n", 7), 7);
	expect("typed\r\ntyped");
	CHECK_INT(write(keyboard, "\003", 1), 1);
	CHECK_INT(leat_process_wait(process, LEAT_FOREVER, &result), LEAT_KILLED);
	must_be_ours();
	leat_process_free(process);
	options.in.kind = LEAT_CHILD_FD;
	options.flags = LEAT_PROCESS_FOREGROUND | LEAT_PROCESS_TELL_STOPS;
	CHECK_INT(leat_process_run(shell("kill -TSTP $$; exit 5"), &options, NULL, LEAT_FOREVER, &output), LEAT_EXITED);
	CHECK_INT(output.code, 5);
	leat_process_output_free(&output);
	options.in.kind = LEAT_CHILD_INHERIT;

	/* What a child that exits has set is to last. */
	CHECK_INT(status_of("stty -echo", &options), 0);
	CHECK_INT(echoes(), 0);
	CHECK_INT(status_of("stty echo", &options), 0);

	process = spawn_shell("kill -STOP $$", &options);
	CHECK_INT(leat_process_wait(process, LEAT_FOREVER, &result), LEAT_STOPPED);
	CHECK_INT(leat_process_end(process, 0, LEAT_FOREVER, 0, &result), LEAT_KILLED);
	leat_process_free(process);
	must_be_ours();

	process = spawn_shell("exec cat", &options);
	CHECK_INT(tcgetpgrp(0), leat_process_pid(process));
	CHECK_INT(leat_process_kill(process, SIGKILL), 0);
	leat_process_free(process);
	must_be_ours();

	CHECK_FAILS(leat_process_spawn(argv, &options), NULL, ENOENT, "process_spawn");
	must_be_ours();
	/* Who is in the background has no terminal to pass on. */
	options.flags = 0;
	options.group_kind = LEAT_GROUP_NEW;
	process = spawn_shell("exec sleep 100", &options);
	CHECK_INT(signal(SIGTTOU, SIG_IGN) == SIG_ERR, 0);
	CHECK_INT(tcsetpgrp(0, leat_process_pid(process)), 0);
	options.flags = LEAT_PROCESS_FOREGROUND;
	CHECK_INT(status_of("exit 6", &options), 6);
	CHECK_FAILS(leat_process_foreground(process), -1, ENOTTY, "process_foreground");
	CHECK_INT(tcgetpgrp(0), leat_process_pid(process));
	CHECK_INT(leat_process_end(process, 0, 0, LEAT_FOREVER, NULL), LEAT_KILLED);
	leat_process_free(process);
	return 0;
}

int main(void)
{
	char name[100];
	int terminal;
	pid_t pid;

	CHECK_INT(openpty(&keyboard, &terminal, name, NULL, NULL), 0);
	CHECK((pid = fork()) != -1);
	if (pid == 0)
		_exit(host(terminal));
	CHECK_INT(exit_status_of(pid), 0);
	return 0;
}
