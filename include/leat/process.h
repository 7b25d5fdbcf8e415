/*
 * leat/process.h: processes, commands run through the shell, and threads.
 * Made by cbindgen from src/process/: edit the comments there.
 */
#ifndef LEAT_PROCESS_H
#define LEAT_PROCESS_H

#include "base.h"
#include "io.h"
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct leat_process leat_process;

/** What a descriptor of a child is: the host's of the same number. */
#define LEAT_CHILD_INHERIT 0

/** /dev/null. */
#define LEAT_CHILD_NULL 1

/**
 * A pipe, whose other end leat_process_pipe_fd gives: of the child's standard input to write to, of others to read from.
 */
#define LEAT_CHILD_PIPE 2

/** A pipe whose other end is to write to, whatever the child's descriptor. */
#define LEAT_CHILD_PIPE_IN 3

/** The host's descriptor `fd`, which stays open in the host. */
#define LEAT_CHILD_FD 4

/**
 * The file `path`, opened by `flags` and `mode` as open(2) does; a mode of 0 is 0666. Flags of 0 read it; but standard output
 * and error create it, or empty it, and write it.
 */
#define LEAT_CHILD_FILE 5

/** What the child's standard output is, as 2>&1. */
#define LEAT_CHILD_OUT 6

/** Which process group a child is in: the host's. */
#define LEAT_GROUP_SAME 0

/** One of its own, whose number is its pid. */
#define LEAT_GROUP_NEW 1

/** The one of the number `group`, of the host's session. */
#define LEAT_GROUP_JOIN 2

/** One of its own, in a session of its own, which has no terminal. */
#define LEAT_GROUP_SESSION 3

/**
 * The child's group gets the terminal that the host has (/dev/tty), and is LEAT_GROUP_NEW if LEAT_GROUP_SAME was
 * said. The terminal is taken back when the child has ended or is stopped and was waited for, and when it is freed;
 * and unless the child has exited, its modes (termios(3)) are those again that the host had. Without a terminal, or
 * if others have it, the child gets none. A session of its own (LEAT_GROUP_SESSION) cannot have it: that is EINVAL.
 * Of several in one group this is for the first, which the others join; wait for it last. Ctrl-Z (SIGTSTP) is
 * ignored by the child, unless LEAT_PROCESS_TELL_STOPS says that the host cares for what is stopped.
 */
#define LEAT_PROCESS_FOREGROUND 1

/**
 * The child gets SIGKILL when the thread that has started it ends, and so when the host does. (PR_SET_PDEATHSIG of prctl(2); a
 * program with more rights than the host has is not bound by it.)
 */
#define LEAT_PROCESS_DIE_WITH_THREAD 2

/** Signals that the host ignores, or its thread blocks, are so in the child. Otherwise none is. */
#define LEAT_PROCESS_KEEP_SIGNALS 4

/**
 * leat_process_wait returns also when the child is stopped, once each time. It goes on by leat_process_foreground; in the
 * background, by SIGCONT.
 */
#define LEAT_PROCESS_TELL_STOPS 8

/** How a child has ended: by itself. */
#define LEAT_EXITED 1

/** By a signal. */
#define LEAT_KILLED 2

/** It has not: a signal has stopped it (LEAT_PROCESS_TELL_STOPS). */
#define LEAT_STOPPED 3

/**
 * It has ended, but the host has taken its status: by a wait for any child, or by ignoring SIGCHLD; and the kernel, which is one
 * before Linux 6.15, does not tell it again.
 */
#define LEAT_LOST 4

/** Who writes more than is kept (`out_most`, `err_most`), or than a sink wants, is ended: his group gets SIGKILL. */
#define LEAT_TALK_END_AT_MOST 1

/** What leat_process_run returns if its time was over. */
#define LEAT_TIMED_OUT 5

/** What it returns if the program was ended by LEAT_TALK_END_AT_MOST. */
#define LEAT_TOO_MUCH 6

/** A descriptor of a child. Zeroes are LEAT_CHILD_INHERIT. */
struct leat_child_stream {
  /** LEAT_CHILD_... */
  int32_t kind;
  /** LEAT_CHILD_FD: which. */
  int32_t fd;
  /** LEAT_CHILD_FILE: which. */
  const char *path;
  /** LEAT_CHILD_FILE: those of open(2). Otherwise 0. */
  int32_t flags;
  /** LEAT_CHILD_FILE: the permissions of a file that is created. */
  uint32_t mode;
};

/** A further descriptor of a child, and the number that it has there. */
struct leat_child_fd {
  /** The child's: from 3 on. */
  int32_t fd;
  int32_t reserved;
  struct leat_child_stream stream;
};

/** A resource limit of a child. */
struct leat_child_limit {
  /** RLIMIT_... */
  int32_t resource;
  int32_t reserved;
  /** As setrlimit(2) takes them; UINT64_MAX is no limit. */
  uint64_t soft;
  uint64_t hard;
};

/** What is asked of a child. */
struct leat_process_options {
  size_t size;
  /** LEAT_PROCESS_... */
  uint32_t flags;
  /** LEAT_GROUP_... */
  int32_t group_kind;
  /** LEAT_GROUP_JOIN: which. */
  int32_t group;
  /** Added to the host's nice value. */
  int32_t nice;
  /** The program; NULL: the first of the arguments. Without a slash it is looked for in the host's PATH. */
  const char *program;
  /** The working directory; NULL: the host's. */
  const char *directory;
  /** The whole environment; NULL: the host's. */
  LEAT_ARGV environment;
  /** Added to that: "NAME=value" sets a variable, "NAME" removes it. NULL: nothing. */
  LEAT_ARGV added;
  /** Standard input, output and error. */
  struct leat_child_stream in;
  struct leat_child_stream out;
  struct leat_child_stream err;
  /** Further descriptors. */
  const struct leat_child_fd *fds;
  size_t fd_count;
  const struct leat_child_limit *limits;
  size_t limit_count;
};

/** A struct leat_process_options of which all is the default. */
#define LEAT_PROCESS_OPTIONS_INIT \
	{sizeof(struct leat_process_options), 0, 0, 0, 0, 0, 0, 0, 0, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, 0, 0, 0, 0}

/** A function that a child runs. */
typedef int (*leat_process_function)(void *_user);

/** What has become of a child. */
struct leat_process_result {
  size_t size;
  /** LEAT_EXITED, LEAT_KILLED, LEAT_STOPPED or LEAT_LOST. */
  int32_t how;
  /** The exit status, from 0 to 255; or the signal; 0 if it is lost. */
  int32_t code;
  /** 1: it has left a core dump. */
  int32_t core;
  int32_t reserved;
  /** The time that it, and what it has waited for, has used, in microseconds. */
  int64_t user_us;
  int64_t system_us;
  /**
   * The most memory that it, or one that it has waited for, had at once, in KiB; but not less than the most that the host had
   * had when it started it, which the kernel counts, too. To hold it to less use a limit (RLIMIT_AS).
   */
  int64_t max_rss_kib;
};

/** A struct leat_process_result of which all is the default. */
#define LEAT_PROCESS_RESULT_INIT {sizeof(struct leat_process_result), 0, 0, 0, 0, 0, 0, 0}

/** What is said to a program that leat_process_run runs, and what becomes of what it writes. */
struct leat_process_talk {
  size_t size;
  /** LEAT_TALK_END_AT_MOST */
  uint32_t flags;
  uint32_t reserved;
  /**
   * Its standard input. NULL: what the options say, or /dev/null. What the program does not read is left, and is
   * no failure.
   */
  const void *input;
  size_t input_size;
  /**
   * How many bytes of its standard output and error are kept. 0: 16 MiB. The others are read nevertheless, and counted; but
   * see LEAT_TALK_END_AT_MOST.
   */
  size_t out_most;
  size_t err_most;
  /**
   * Instead of being kept it is given to these. Who has enough closes the pipe: the program gets SIGPIPE if it
   * writes on. What the options have sent elsewhere is not given to them.
   */
  leat_io_sink out_sink;
  leat_io_sink err_sink;
  /** What the sinks are called with. */
  void *user;
};

/** A struct leat_process_talk of which all is the default. */
#define LEAT_PROCESS_TALK_INIT {sizeof(struct leat_process_talk), 0, 0, 0, 0, 0, 0, 0, 0, 0}

/** What has become of a program, and what it has written. */
struct leat_process_output {
  size_t size;
  /** LEAT_EXITED, LEAT_KILLED or LEAT_LOST, as in a struct leat_process_result; 0: it was killed, but does not end. */
  int32_t how;
  /** The exit status, or the signal. */
  int32_t code;
  /** 1: it has left a core dump. */
  int32_t core;
  /** 1: the time was over. What was left of its group got SIGKILL. */
  int32_t timed_out;
  /**
   * A process that can still write to one of the pipes, but has left the group: it runs on. -1: one that cannot be seen. 0:
   * none.
   */
  int32_t escaped;
  /** 1: it has written too much (LEAT_TALK_END_AT_MOST). */
  int32_t too_much;
  /** As in a struct leat_process_result. */
  int64_t user_us;
  int64_t system_us;
  int64_t max_rss_kib;
  /** What it has written to standard output and error, with a NUL behind it. */
  char *out;
  size_t out_size;
  char *err;
  size_t err_size;
  /** How many more bytes it has written than were to be kept. */
  uint64_t out_dropped;
  uint64_t err_dropped;
  /** leat's, for leat_process_output_free. */
  void *memory;
};

/** A struct leat_process_output of which all is the default. */
#define LEAT_PROCESS_OUTPUT_INIT {sizeof(struct leat_process_output), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

/**
 * Starts a program, as a child of the calling process, which is called the host here. As in
 *
 *     char *argv[] = {"ls", "-l", NULL};
 *     leat_process *ls = leat_process_spawn(argv, NULL);
 *     struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;
 *
 *     if (ls == NULL)
 *         return leat_perror("ls"), 1;
 *     leat_process_wait(ls, LEAT_FOREVER, &result);
 *     leat_process_free(ls);
 *
 * The options (NULL: all defaults) say what it gets. By default that is the host's standard input, output and error,
 * directory, environment, limits, umask and process group; no other descriptor, whatever is open in the host and by
 * which thread; no blocked and no ignored signal. Paths of files in the options are opened by the host, before the
 * child is in its directory; of a FIFO that waits for its other end, or the stop of this thread (for no longer than
 * a time: leat_fifo_open, and LEAT_CHILD_FD). The program's own path, and the directories of PATH, are looked for
 * from the child's directory, if they do not begin with a slash. A text without #! is not run by a shell, but is
 * ENOEXEC.
 *
 * What cannot be started fails here, and not as the exit status of a child. (Limits that leave the new program no memory for
 * itself are seen too late: the kernel kills it by SIGSEGV; or no descriptor for a library: it exits with 127.) How long it
 * takes does not depend on how much memory the host has (clone(2) with CLONE_VM and CLONE_VFORK; under valgrind it is
 * fork(2)). A program that is open for writing is tried for 200 ms before that is ETXTBSY: one that was just written other
 * threads' children may have open, until they are their own. The host gets SIGCHLD of the program, as of any child; of one
 * that could not be started it gets none.
 *
 * Returns the process; NULL on failure.
 *
 * Errors: those of execve(2): ENOENT, EACCES, ENOEXEC, ENOTDIR, E2BIG, ELOOP, ETXTBSY...; of chdir(2) for the directory,
 * of open(2) for files, of dup2(2) and pipe(2) for descriptors (EBADF, EMFILE, ENFILE), of setpgid(2) for the group, of
 * setrlimit(2) for limits, of prctl(2) for LEAT_PROCESS_DIE_WITH_THREAD, of nice(2): EPERM. EAGAIN there are too many
 * processes (fork(2)). ECANCELED the stop of this thread, while a FIFO was opened. ENOMEM. EFAULT `argv`, or a path that
 * an option needs, is NULL. EINVAL the arguments are empty, an option has a value that it cannot have, or the same
 * descriptor of the child's is given twice.
 *
 * Ownership: the process is the caller's, until leat_process_free. What the options point to is not needed any more.
 *
 * Threads: safe. Not async-signal-safe.
 */
leat_process *leat_process_spawn(LEAT_ARGV _argv, const struct leat_process_options *_options);

/**
 * Runs a function in a child: a copy of the host, by fork(2), with the descriptors, directory, signals and limits that the
 * options say; `program`, `environment` and `added` must be NULL. Its result is the exit status, of which there are 8 bits;
 * what it has written to stdout is flushed then, but no other stream, and functions of atexit(3) are not called. It ends by
 * returning, or by _exit(2): exit(3) would call the host's functions, and write once more what waits in the host's streams. In
 * a host with several threads it may call only what is async-signal-safe, as after any fork(2). How long it takes depends on how
 * much memory the host has. The host gets SIGCHLD of it also if it was forked and could not be given what the options say, which
 * fails here.
 *
 * Returns the process; NULL on failure.
 *
 * Errors: as leat_process_spawn. EFAULT `function` is NULL.
 *
 * Ownership: as of leat_process_spawn. In the child, all that `user` points to is a copy.
 *
 * Threads: safe. Not async-signal-safe.
 */
leat_process *leat_process_spawn_function(leat_process_function _function, const struct leat_process_options *_options,
                                          void *_user);

/**
 * Returns the number of a process, which stays its until it was waited for; -1 on failure.
 *
 * Errors: EFAULT `process` is NULL. EPERM it is of another process, of which this is a forked child.
 *
 * Threads: safe.
 */
pid_t leat_process_pid(const leat_process *_process);

/**
 * Gives a descriptor (pidfd) that is readable once the process has ended: for poll, and for event loops, which then call
 * leat_process_wait with 0. Of several processes leat_io_wait tells by these which has ended first.
 *
 * Returns it; -1 on failure.
 *
 * Errors: ENOSYS the kernel has none. EFAULT, EPERM as leat_process_pid.
 *
 * Ownership: it is leat's, until leat_process_free.
 *
 * Threads: safe.
 */
int leat_process_fd(const leat_process *_process);

/**
 * Gives a descriptor as leat_process_fd, that stays when the process is freed.
 *
 * Returns it; -1 on failure.
 *
 * Errors: EMFILE. ENOSYS, EFAULT, EPERM as leat_process_fd.
 *
 * Ownership: it is the caller's, who closes it.
 *
 * Threads: safe.
 */
int leat_process_take_fd(const leat_process *_process);

/**
 * Gives the host's end of the pipe (LEAT_CHILD_PIPE) to the child's descriptor `child_fd`: to talk with a child while it runs,
 * by leat_io_write_all and leat_reader_line, which have deadlines, or in several directions at once by leat_io_pump.
 *
 * Returns it; -1 on failure.
 *
 * Errors: EINVAL there is no pipe to that descriptor, or it was taken. EFAULT, EPERM as leat_process_pid.
 *
 * Ownership: it is leat's, until leat_process_free closes it. So do not close it: leat_process_take_pipe_fd.
 *
 * Threads: safe.
 */
int leat_process_pipe_fd(const leat_process *_process, int _child_fd);

/**
 * Gives the host's end of a pipe away: closing that of the child's standard input is what tells the child that there is no
 * more.
 *
 * Returns it; -1 on failure.
 *
 * Errors: as leat_process_pipe_fd.
 *
 * Ownership: it is the caller's, who closes it.
 *
 * Threads: safe.
 */
int leat_process_take_pipe_fd(const leat_process *_process, int _child_fd);

/**
 * Waits until the process has ended; with LEAT_PROCESS_TELL_STOPS also until it is stopped. Only this process is waited for: a
 * handler of SIGCHLD, or waits of the host for its other children, are not in the way. If the host ignores SIGCHLD, or waits
 * for any child (wait(2), waitpid(-1)), the times of this one are lost, and are 0; and before Linux 6.15 so is its status,
 * which is then the result. Stops of a child that the host traces (ptrace(2)) stay the host's to see, unless it has asked for
 * LEAT_PROCESS_TELL_STOPS. After its end it can be called again, and says the same.
 *
 * Returns LEAT_EXITED, LEAT_KILLED, LEAT_LOST, or LEAT_STOPPED; -1 on failure.
 *
 * Writes `*ret_result`, which may be NULL.
 *
 * Errors: ETIMEDOUT, EAGAIN it has not ended within `timeout_ms`. ECANCELED the stop of this thread. EINVAL `timeout_ms` is
 * below -1, or the size of the result is 0. E2BIG the size. EFAULT, EPERM as leat_process_pid.
 *
 * Threads: safe; several may wait for the same process, and others signal it.
 */
int leat_process_wait(const leat_process *_process, int _timeout_ms, struct leat_process_result *_ret_result);

/**
 * Says how a child has ended, by `how` and `code` of its result, its output, or a pipeline's result; or by what a wait or a
 * run has returned: "exit status 3", "killed by SIGSEGV", "stopped by SIGTSTP", "status lost" (LEAT_LOST), "timed out"
 * (LEAT_TIMED_OUT), "too much output" (LEAT_TOO_MUCH), "not ended" (0). As in
 *
 *     printf("%s: %s\n", argv[0], leat_process_how_text(result.how, result.code));
 *
 * Returns the text; "unknown" for what is no such value; never NULL.
 *
 * Errors: none. errno is left as it was.
 *
 * Ownership: the text is a constant.
 *
 * Threads: safe, async-signal-safe.
 */
const char *leat_process_how_text(int _how, int _code);

/**
 * Sends a signal to the process; 0 only asks whether that is possible. It never reaches another one that has got its number.
 *
 * Returns 0; -1 on failure.
 *
 * Errors: ESRCH it has ended and was waited for. EINVAL there is no such signal. EPERM it has become another user's (kill(2));
 * or as leat_process_pid. EFAULT `process` is NULL.
 *
 * Threads: safe. Not async-signal-safe.
 */
int leat_process_kill(const leat_process *_process, int _signal);

/**
 * Sends a signal to the group of the process, which is its own (LEAT_GROUP_NEW, LEAT_GROUP_SESSION): to it, and to those that
 * it has started and that did not leave the group. Since Linux 6.9 the others are also reached when it has ended and was
 * waited for; before, that is ESRCH: let leat_process_end do it.
 *
 * Returns 0; -1 on failure.
 *
 * Errors: ESRCH none is left. EINVAL it has no group of its own, or there is no such signal. EPERM, EFAULT as
 * leat_process_kill.
 *
 * Threads: safe. Not async-signal-safe.
 */
int leat_process_kill_group(const leat_process *_process, int _signal);

/**
 * Brings a child that was stopped, or was started in the background, to the foreground, as `fg` of a shell does: gives its
 * group, which is its own (LEAT_GROUP_NEW, LEAT_PROCESS_FOREGROUND), the terminal, with the modes that it had when it was
 * stopped, and sends it SIGCONT. Wait for it then: the terminal is taken back as LEAT_PROCESS_FOREGROUND says. (To go on in
 * the background is leat_process_kill_group with SIGCONT.)
 *
 * Returns 0; -1 on failure.
 *
 * Errors: ENOTTY the host has no terminal, or is not in its foreground. ESRCH it has ended and was waited for. EINVAL it has
 * no group of its own. EPERM its group is of another session (LEAT_GROUP_SESSION), or as leat_process_kill. EFAULT `process`
 * is NULL.
 *
 * Threads: safe. Not async-signal-safe.
 */
int leat_process_foreground(const leat_process *_process);

/**
 * Ends the process: gives it `wait_ms` milliseconds to end by itself, then sends SIGTERM and gives it `term_ms`, then sends
 * SIGKILL and gives it `kill_ms`. Each may be 0, and LEAT_FOREVER. Where the process has a group of its own the signals go to
 * all of it, and if it did not end by itself nothing of the group is left.
 *
 * To end several at once send SIGTERM to each before (leat_process_kill_group), and then end each, with what is left of the
 * time as `wait_ms`, and 0 as `term_ms`. What one that has ended in that time has left running gets SIGKILL by
 * leat_process_kill_group.
 *
 * Returns LEAT_EXITED, LEAT_KILLED or LEAT_LOST; -1 on failure.
 *
 * Writes `*ret_result`, which may be NULL.
 *
 * Errors: ETIMEDOUT, EAGAIN it has not ended `kill_ms` after SIGKILL: the kernel cannot end what waits for a broken device.
 * ECANCELED the stop of this thread: who ends processes because it was thrown detaches it first. EPERM it has become another
 * user's; or as leat_process_pid. EINVAL a time is below -1, or the size of the result is 0. E2BIG the size. EFAULT
 * `process` is NULL.
 *
 * Threads: safe.
 */
int leat_process_end(const leat_process *_process, int _wait_ms, int _term_ms, int _kill_ms,
                     struct leat_process_result *_ret_result);

/**
 * Frees a process, and closes the descriptors that leat has of it. It does not block, and sends no signal: a process that
 * still runs goes on. It is a zombie from its end until leat next starts, waits for or frees one: each such call of any thread
 * reaps those that were freed before, and have ended. Who does none of that later calls leat_process_wait, or
 * leat_process_end, before. A forked child of the host only closes.
 *
 * Errors: none. NULL is accepted. errno is left as it was.
 *
 * Threads: safe, if no other call on this process is under way.
 */
void leat_process_free(leat_process *_process);

/**
 * Runs a program to its end: feeds it, collects what it writes to standard output and error, and waits for it. As in
 *
 *     char *argv[] = {"sort", "-n", NULL};
 *     struct leat_process_talk talk = LEAT_PROCESS_TALK_INIT;
 *     struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
 *
 *     talk.input = numbers;
 *     talk.input_size = strlen(numbers);
 *     if (leat_process_run(argv, NULL, &talk, 5000, &output) == -1)
 *         return leat_perror("sort"), 1;
 *     if (output.how == LEAT_EXITED && output.code == 0)
 *         fwrite(output.out, 1, output.out_size, stdout);
 *     leat_process_output_free(&output);
 *
 * It is started as by leat_process_spawn, with these other defaults: a group of its own; no input, or that of `talk`; and
 * LEAT_CHILD_INHERIT for standard output and error means that they are collected (LEAT_CHILD_FD gives it the host's).
 *
 * If the host ends meanwhile the program gets SIGKILL (LEAT_PROCESS_DIE_WITH_THREAD), but not what it has started. At a
 * terminal Ctrl-C reaches only the host: let a handler of SIGINT throw a stop (leat/stop.h), and all is ended; or give the
 * program the terminal (LEAT_PROCESS_FOREGROUND), so that Ctrl-C ends it, and not the host.
 *
 * It is done when the program has ended and both pipes are at their end, which they are when nobody can write to
 * them any more: others of its group that it has left running are waited for, if they have a pipe. When `timeout_ms`
 * is over (0: as soon as it is started), its whole group gets SIGKILL, and what was collected by then is the result:
 * that is no failure. (How long the kernel takes to end it, such as to take back much memory, comes on top: two
 * seconds at most.) Who has left the group (setsid(2)) is neither waited for nor killed, but told in `escaped`, if
 * he still has a pipe. A group that it has joined (LEAT_GROUP_JOIN) is not its own: of that it alone is waited for
 * and killed.
 *
 * Returns LEAT_EXITED, LEAT_KILLED, LEAT_LOST; LEAT_TIMED_OUT or LEAT_TOO_MUCH, also if the program itself had ended; -1 on
 * failure: then its group, too, got SIGKILL.
 *
 * Writes `*ret_output`.
 *
 * Errors: those of leat_process_spawn, and of read(2) from its pipes. ETIMEDOUT, EAGAIN a stream is to be a FIFO
 * that nobody has opened the other end of within `timeout_ms`: nothing was started. ECANCELED the stop of this
 * thread. EINVAL `timeout_ms` is below -1; there is an `input`, but the options give the program another one; they
 * ask for a pipe that nobody would use (LEAT_CHILD_PIPE_IN for its output, or one of `fds`); or the size of the
 * output is 0 or too small for what is to be freed. EFAULT `argv` or `ret_output` is NULL, or `input` is and its
 * size is not 0. EPERM the time was over, and the program has become another user's, so that it cannot be killed.
 * ENOMEM.
 *
 * Ownership: what the output points to is the caller's, until leat_process_output_free.
 *
 * Threads: safe. Sinks are called by this thread.
 */
int leat_process_run(LEAT_ARGV _argv, const struct leat_process_options *_options,
                     const struct leat_process_talk *_talk, int _timeout_ms, struct leat_process_output *_ret_output);

/**
 * Frees what an output points to, and makes these pointers NULL; of one that leat_process_run did not write, nothing.
 *
 * Errors: none. NULL is accepted. errno is left as it was.
 *
 * Threads: safe.
 */
void leat_process_output_free(struct leat_process_output *_output);

/**
 * Mirrors execl(3): replaces the program of the process; returns only on failure. The list of arguments ends with
 * (char *)NULL; execv(3) gets it as a vector. Errors: as execl(3).
 */
int leat_execl(const char *_path, const char *_arg0, ...) LEAT_SENTINEL;

/**
 * Mirrors execlp(3): as leat_execl, but a file name without a slash is looked up in PATH. The list is given to
 * execvp(3) as a vector. Errors: as execlp(3).
 */
int leat_execlp(const char *_file, const char *_arg0, ...) LEAT_SENTINEL;

/**
 * Mirrors execle(3): as leat_execl, but after the NULL comes the environment of the new program. The list is given
 * to execve(2) as a vector. Errors: as execle(3).
 */
int leat_execle(const char *_path, const char *_arg0, ...) LEAT_SENTINEL_1;

/**
 * Mirrors fork(2): makes a child process, a copy of this one. Returns 0 in the child, and the child's process id
 * in the parent. Errors: as fork(2).
 */
pid_t leat_fork(void);

/**
 * Mirrors execv(3): replaces the program of the process; returns only on failure. The vector of arguments begins
 * with the program's name and ends with NULL. Errors: as execv(3).
 */
int leat_execv(const char *_path, char *const *_argv);

/**
 * Mirrors execve(2): as leat_execv, with the environment of the new program, a vector that ends with NULL.
 * Errors: as execve(2).
 */
int leat_execve(const char *_path, char *const *_argv, char *const *_envp);

/** Mirrors execvp(3): as leat_execv, but a file name without a slash is looked up in PATH. Errors: as execvp(3). */
int leat_execvp(const char *_file, char *const *_argv);

/**
 * Mirrors execvpe(3): as leat_execvp, with the environment of the new program, a vector that ends with NULL.
 * Errors: as execvpe(3).
 */
int leat_execvpe(const char *_file, char *const *_argv, char *const *_envp);

/**
 * Mirrors posix_spawn(3): starts a program in a child process and stores its process id. File actions and
 * attributes may be NULL. Returns 0, or an error number; errno is not set. Errors: as posix_spawn(3).
 */
int leat_posix_spawn(pid_t *_ret_pid, const char *_path, const posix_spawn_file_actions_t *_actions,
                     const posix_spawnattr_t *_attributes, char *const *_argv, char *const *_envp);

/**
 * Mirrors posix_spawnp(3): as leat_posix_spawn, but a file name without a slash is looked up in PATH. Returns 0,
 * or an error number; errno is not set. Errors: as posix_spawnp(3).
 */
int leat_posix_spawnp(pid_t *_ret_pid, const char *_file, const posix_spawn_file_actions_t *_actions,
                      const posix_spawnattr_t *_attributes, char *const *_argv, char *const *_envp);

/**
 * Mirrors wait(2): waits until a child ends and returns its process id. The status, which may be NULL, is read
 * with WIFEXITED, WEXITSTATUS, WIFSIGNALED, WTERMSIG. Errors: as wait(2).
 */
pid_t leat_wait(int *_status);

/**
 * Mirrors waitpid(2): as leat_wait, for one child, for any (-1), for any of this process group (0) or of another
 * (its negative id). With WNOHANG it does not wait, but returns 0 if no child has ended. Errors: as waitpid(2).
 */
pid_t leat_waitpid(pid_t _pid, int *_status, int _options);

#if defined(LEAT_HAVE_XOPEN)
/**
 * Mirrors waitid(2): waits until a child ends, stops or goes on, as the options say, and tells which and how; 0,
 * or -1. WNOWAIT leaves it to be waited for again. Errors: as waitid(2).
 */
int leat_waitid(idtype_t _id_type, id_t _id, siginfo_t *_info, int _options);
#endif

/** Mirrors wait4(2): as leat_waitpid, and tells what the child used of time and memory. Errors: as wait4(2). */
pid_t leat_wait4(pid_t _pid, int *_status, int _options, struct rusage *_usage);

/**
 * Mirrors popen(3): runs a command in the shell; returns a stream to read its output from ("r") or write its input
 * to ("w"), or NULL. leat_pclose ends it. Errors: as popen(3).
 */
FILE *leat_popen(const char *_command, const char *_mode);

/**
 * Mirrors pclose(3): closes a stream of leat_popen, waits for its command and returns the status, as leat_waitpid
 * gives it. Errors: as pclose(3).
 */
int leat_pclose(FILE *_stream);

/**
 * Mirrors system(3): runs a command in the shell, waits for it and returns its status, as leat_waitpid gives it;
 * SIGINT and SIGQUIT are ignored, SIGCHLD blocked meanwhile. Errors: as system(3).
 */
int leat_system(const char *_command);

/**
 * Mirrors setpgid(2): moves a process (0: this one) to a process group (0: one of its own, with its process id).
 * Errors: as setpgid(2).
 */
int leat_setpgid(pid_t _pid, pid_t _group);

/** Mirrors getpgid(2): returns the process group of a process (0: of this one). Errors: as getpgid(2). */
pid_t leat_getpgid(pid_t _pid);

/**
 * Mirrors setsid(2): starts a session and a process group, led by this process, without a terminal; returns the
 * session's id. Errors: as setsid(2).
 */
pid_t leat_setsid(void);

/** Mirrors getsid(2): returns the session of a process (0: of this one). Errors: as getsid(2). */
pid_t leat_getsid(pid_t _pid);

/**
 * Mirrors tcsetpgrp(3): makes a process group the one in the foreground of a terminal, which gets its input and
 * its signals. Errors: as tcsetpgrp(3).
 */
int leat_tcsetpgrp(int _fd, pid_t _group);

/**
 * Mirrors tcgetpgrp(3): returns the process group in the foreground of a terminal, which must be this process's own.
 * Errors: as tcgetpgrp(3).
 */
pid_t leat_tcgetpgrp(int _fd);

/**
 * Mirrors setuid(2): sets the user that the process acts for; for root the real and the saved one too, so that there
 * is no way back. Errors: as setuid(2), and a failure must not be ignored.
 */
int leat_setuid(uid_t _user);

/**
 * Mirrors setgid(2): as leat_setuid, for the group. Whoever gives up both gives up the group first.
 * Errors: as setgid(2).
 */
int leat_setgid(gid_t _group);

/**
 * Mirrors seteuid(2): sets the user that the process acts for, which can be the real or the saved one again later.
 * Errors: as seteuid(2).
 */
int leat_seteuid(uid_t _user);

/** Mirrors setegid(2): as leat_seteuid, for the group. Errors: as setegid(2). */
int leat_setegid(gid_t _group);

/**
 * Mirrors getrlimit(2): tells how much of a resource (RLIMIT_NOFILE, RLIMIT_NPROC) the process may use, and to what it
 * may raise that itself. Errors: as getrlimit(2).
 */
int leat_getrlimit(int _resource, struct rlimit *_limit);

/** Mirrors setrlimit(2): sets what leat_getrlimit tells. Only root raises the maximum. Errors: as setrlimit(2). */
int leat_setrlimit(int _resource, const struct rlimit *_limit);

#if defined(LEAT_HAVE_PTHREAD)
/**
 * Mirrors pthread_create(3): starts a thread, which calls the function with the argument, and stores its id.
 * Attributes may be NULL. Returns 0, or an error number; errno is not set. Errors: as pthread_create(3).
 */
int leat_pthread_create(pthread_t *_ret_thread, const pthread_attr_t *_attributes, leat_thread_start _start,
                        void *_argument);

/**
 * Mirrors pthread_join(3): waits until a thread ends, and stores what its function returned, or PTHREAD_CANCELED,
 * unless the place is NULL. Returns 0, or an error number; errno is not set. Errors: as pthread_join(3).
 */
int leat_pthread_join(pthread_t _thread, void **_ret_result);
#endif

#ifdef __cplusplus
}
#endif

#endif /* LEAT_PROCESS_H */
