/*
 * leat/pipeline.h: programs and functions, each of which reads what the one before it writes.
 * Made by cbindgen from src/pipeline/: edit the comments there.
 */
#ifndef LEAT_PIPELINE_H
#define LEAT_PIPELINE_H

#include "base.h"
#include "process.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct leat_pipeline leat_pipeline;

/**
 * The stages are in the foreground: their group gets the terminal that the host has, and is LEAT_GROUP_NEW if LEAT_GROUP_SAME
 * was said, so that Ctrl-C ends them and not the host. The terminal is taken back when all have ended, or one is stopped, and
 * that was waited for; and when the pipeline is freed. Its modes are the host's again, and Ctrl-Z is ignored unless
 * LEAT_PIPELINE_TELL_STOPS is said, as LEAT_PROCESS_FOREGROUND says; leat_pipeline_run always has it ignored.
 */
#define LEAT_PIPELINE_FOREGROUND 1

/**
 * leat_pipeline_wait returns also when a stage is stopped. They go on by leat_pipeline_foreground; in the background, by
 * leat_pipeline_kill with SIGCONT.
 */
#define LEAT_PIPELINE_TELL_STOPS 2

/** leat_pipeline_to_file: what is written goes behind what is in the file. */
#define LEAT_PIPELINE_APPEND 1

/** What is asked of a pipeline as a whole. */
struct leat_pipeline_options {
  size_t size;
  /** LEAT_PIPELINE_FOREGROUND, LEAT_PIPELINE_TELL_STOPS. */
  uint32_t flags;
  /** The group of all stages: LEAT_GROUP_SAME, LEAT_GROUP_NEW (one of their own) or LEAT_GROUP_JOIN. */
  int32_t group_kind;
  /** LEAT_GROUP_JOIN: which. */
  int32_t group;
  int32_t reserved;
};

/** A struct leat_pipeline_options of which all is the default. */
#define LEAT_PIPELINE_OPTIONS_INIT {sizeof(struct leat_pipeline_options), 0, 0, 0, 0}

/** What has become of a pipeline. */
struct leat_pipeline_result {
  size_t size;
  /** The last stage that has failed, from 0 on, or that is stopped; -1: none. */
  int32_t stage;
  /** What has become of that stage; if none has failed, LEAT_EXITED: as of a process. */
  int32_t how;
  /** Its exit status or signal; if none has failed, 0. */
  int32_t code;
  int32_t reserved;
  /** The time that all stages have used, in microseconds. */
  int64_t user_us;
  int64_t system_us;
};

/** A struct leat_pipeline_result of which all is the default. */
#define LEAT_PIPELINE_RESULT_INIT {sizeof(struct leat_pipeline_result), 0, 0, 0, 0, 0, 0}

/**
 * Makes a pipeline, to which stages are added: each reads what the one before it writes. As in
 *
 *     char *sort[] = {"sort", NULL}, *uniq[] = {"uniq", "-c", NULL};
 *     leat_pipeline *pipeline = leat_pipeline_new(NULL);
 *     struct leat_pipeline_result result = LEAT_PIPELINE_RESULT_INIT;
 *
 *     leat_pipeline_add(pipeline, sort, NULL);
 *     leat_pipeline_add(pipeline, uniq, NULL);
 *     leat_pipeline_from_file(pipeline, "words");
 *     leat_pipeline_to_file(pipeline, "counts", 0);
 *     if (leat_pipeline_start(pipeline) == -1 || leat_pipeline_wait(pipeline, LEAT_FOREVER, &result) == -1)
 *         leat_perror("sort | uniq");
 *     else if (result.stage != -1)
 *         printf("stage %d has failed\n", (int)result.stage);
 *     leat_pipeline_free(pipeline);
 *
 * What adds to it need not be checked: its first failure is kept, and is that of leat_pipeline_start, too.
 *
 * Returns it; NULL on failure, which all functions that get it then refuse.
 *
 * Errors: ENOMEM. EINVAL an option has a value that it cannot have, or a struct's size is 0. E2BIG the options are of a newer
 * leat.
 *
 * Ownership: the caller's, until leat_pipeline_free.
 *
 * Threads: safe. Not async-signal-safe.
 */
leat_pipeline *leat_pipeline_new(const struct leat_pipeline_options *_options);

/**
 * Adds a program, as leat_process_spawn takes it, behind the stages that there are. Of the options `in`, `out`, `group_kind`,
 * LEAT_PROCESS_FOREGROUND and LEAT_PROCESS_TELL_STOPS are the pipeline's and must be 0; with `err` LEAT_CHILD_OUT the next
 * stage reads its errors, too, as after |&. Whether there is such a program is seen when it is started.
 *
 * Returns 0; -1 on failure, which is kept.
 *
 * Errors: EFAULT `pipeline`, `argv`, or a path that an option needs, is NULL. EINVAL the arguments are empty, or an option has
 * a value that it cannot have. E2BIG the options are of a newer leat. ENOENT, ENAMETOOLONG the program's name is empty, or too
 * long. ENOMEM. EALREADY the pipeline was started. EBUSY another thread is starting it. EPERM it is of another process, of
 * which this is a forked child.
 *
 * Ownership: all that the arguments and the options point to is copied; descriptors must stay open until it is started.
 *
 * Threads: safe.
 */
int leat_pipeline_add(leat_pipeline *_pipeline, LEAT_ARGV _argv, const struct leat_process_options *_options);

/**
 * Adds a line for the shell, `sh -c line`.
 *
 * Returns 0; -1 on failure, which is kept.
 *
 * Errors: EFAULT `pipeline` or `line` is NULL. ENOMEM, EALREADY, EBUSY, EPERM as leat_pipeline_add.
 *
 * Ownership: the line is copied.
 *
 * Threads: safe.
 */
int leat_pipeline_add_shell(leat_pipeline *_pipeline, const char *_line);

/**
 * Adds a function, which runs in a child as leat_process_spawn_function says: it reads standard input, from the stage before,
 * and writes standard output, to the stage behind. `name` is what leat_pipeline_text calls it.
 *
 * Returns 0; -1 on failure, which is kept.
 *
 * Errors: EFAULT `pipeline`, `name` or `function` is NULL. EINVAL, E2BIG, ENOMEM, EALREADY, EBUSY, EPERM as leat_pipeline_add.
 *
 * Ownership: the name and the options are copied. In the child, all that `user` points to is a copy, made when it is started.
 *
 * Threads: safe.
 */
int leat_pipeline_add_function(leat_pipeline *_pipeline, const char *_name, leat_process_function _function,
                               const struct leat_process_options *_options, void *_user);

/**
 * Says what a standard descriptor of the pipeline is: 0 the input of the first stage, 1 the output of the last, 2 the error
 * output of all stages whose options say nothing of it; by default the host's. Of LEAT_CHILD_PIPE the other end is the host's
 * (leat_pipeline_take_pipe_fd). A file is opened once, when the pipeline is started. LEAT_CHILD_OUT is for 2 alone, and
 * LEAT_CHILD_PIPE_IN for none.
 *
 * Returns 0; -1 on failure, which is kept.
 *
 * Errors: EFAULT `pipeline`, `stream` or the path of a file is NULL. EINVAL `stage_fd` is not 0, 1 or 2, the kind is none for
 * it, or there are flags that it does not take. ENOMEM, EALREADY, EBUSY, EPERM as leat_pipeline_add.
 *
 * Ownership: the path is copied; a descriptor must stay open until the pipeline is started.
 *
 * Threads: safe.
 */
int leat_pipeline_set_stream(leat_pipeline *_pipeline, int _stage_fd, const struct leat_child_stream *_stream);

/**
 * The first stage reads the file at `path`.
 *
 * Returns 0; -1 on failure, which is kept. Whether there is such a file is seen when the pipeline is started.
 *
 * Errors: EFAULT `pipeline` or `path` is NULL. ENOMEM, EALREADY, EBUSY, EPERM as leat_pipeline_add.
 *
 * Ownership: the path is copied.
 *
 * Threads: safe.
 */
int leat_pipeline_from_file(leat_pipeline *_pipeline, const char *_path);

/**
 * The first stage reads the host's descriptor `fd`.
 *
 * Returns 0; -1 on failure, which is kept. Whether it is open is seen when the pipeline is started.
 *
 * Errors: EFAULT `pipeline` is NULL. EALREADY, EBUSY, EPERM as leat_pipeline_add.
 *
 * Ownership: it is the caller's, and must stay open until the pipeline is started.
 *
 * Threads: safe.
 */
int leat_pipeline_from_fd(leat_pipeline *_pipeline, int _fd);

/**
 * The first stage reads what the host writes to leat_pipeline_take_pipe_fd(pipeline, 0), until that is closed.
 *
 * Returns 0; -1 on failure, which is kept.
 *
 * Errors: EFAULT `pipeline` is NULL. EALREADY, EBUSY, EPERM as leat_pipeline_add.
 *
 * Threads: safe.
 */
int leat_pipeline_from_pipe(leat_pipeline *_pipeline);

/**
 * The last stage writes to the file at `path`, which is created (0666) or emptied; with LEAT_PIPELINE_APPEND in `flags` it is
 * not emptied, and written to behind what is in it.
 *
 * Returns 0; -1 on failure, which is kept. Whether the file can be written is seen when the pipeline is started.
 *
 * Errors: EFAULT `pipeline` or `path` is NULL. EINVAL unknown flags. ENOMEM, EALREADY, EBUSY, EPERM as leat_pipeline_add.
 *
 * Ownership: the path is copied.
 *
 * Threads: safe.
 */
int leat_pipeline_to_file(leat_pipeline *_pipeline, const char *_path, int _flags);

/**
 * The last stage writes to the host's descriptor `fd`.
 *
 * Returns 0; -1 on failure, which is kept. Whether it is open is seen when the pipeline is started.
 *
 * Errors: EFAULT `pipeline` is NULL. EALREADY, EBUSY, EPERM as leat_pipeline_add.
 *
 * Ownership: it is the caller's, and must stay open until the pipeline is started.
 *
 * Threads: safe.
 */
int leat_pipeline_to_fd(leat_pipeline *_pipeline, int _fd);

/**
 * The host reads what the last stage writes from leat_pipeline_take_pipe_fd(pipeline, 1).
 *
 * Returns 0; -1 on failure, which is kept.
 *
 * Errors: EFAULT `pipeline` is NULL. EALREADY, EBUSY, EPERM as leat_pipeline_add.
 *
 * Threads: safe.
 */
int leat_pipeline_to_pipe(leat_pipeline *_pipeline);

/**
 * Starts all stages: first its ends are opened, then the stages are started from the first to the last, each with its ends of
 * the pipes and no others. If one cannot be started this fails, and those that were started are killed and waited for (but for
 * one that has become another user's meanwhile). Files are opened by the host; a FIFO's opening waits for its other end.
 *
 * Returns 0; -1 on failure: leat_pipeline_failed_stage. A failed start can be tried again.
 *
 * Errors: those of leat_process_spawn, and of open(2), pipe(2) and dup2(2) for what connects them: ENOENT, EACCES, EMFILE,
 * EBADF... The first failure of what has built the pipeline, explained as that. EINVAL it has no stages. EALREADY it was
 * started before. EBUSY another thread is starting it. ECANCELED the stop of this thread, while a FIFO was opened. EPERM it is
 * of another process, of which this is a forked child. EFAULT `pipeline` is NULL.
 *
 * Threads: safe; what would build, print or start the pipeline meanwhile is EBUSY. Not async-signal-safe.
 */
int leat_pipeline_start(leat_pipeline *_pipeline);

/**
 * Tells which stage leat_pipeline_start, or leat_pipeline_run, could not start, when that has failed: whose program there is
 * not, say. What has failed leat_error_text tells.
 *
 * Returns its index, from 0 on; -1 on failure.
 *
 * Errors: EINVAL the last start has not failed, or not of a stage, but of a file or a descriptor of the whole pipeline, or of
 * what has built it. EBUSY another thread is starting it. EPERM, EFAULT as leat_pipeline_start.
 *
 * Threads: safe.
 */
int leat_pipeline_failed_stage(const leat_pipeline *_pipeline);

/**
 * Runs the pipeline to its end: starts it, feeds the first stage, collects what the last writes and the errors of all, and
 * waits, as leat_process_run does with a program. The defaults are other than leat_pipeline_start's: a group of their own; no
 * input, or that of `talk`; and output and errors that nothing was said of are collected. When `timeout_ms` is over the whole
 * group gets SIGKILL, and what was collected by then is the result: that is no failure. If the host ends meanwhile, or Ctrl-C
 * is typed, that is as with leat_process_run. Of a group that they have joined the stages alone are waited for and killed.
 *
 * Returns LEAT_EXITED, LEAT_KILLED, LEAT_LOST: the verdict, as leat_pipeline_wait says; LEAT_TIMED_OUT or LEAT_TOO_MUCH; -1 on
 * failure: then the group, too, got SIGKILL.
 *
 * Writes `*ret_output`: `how` and `code` are the verdict's, the times those of all stages. leat_pipeline_wait, with 0, then
 * tells which stage has failed.
 *
 * Errors: those of leat_pipeline_start, and of read(2) from the pipes. ETIMEDOUT, EAGAIN a FIFO of its ends or stages nobody
 * has opened the other end of within `timeout_ms`: nothing is left of what was started. ECANCELED the stop of this thread.
 * EINVAL `timeout_ms` is below -1; there is an `input`, but the pipeline was given another one; or the options of a stage ask
 * for a pipe that nobody would use (`err`, or one of `fds`). EFAULT `pipeline` or `ret_output` is NULL, or `input` is and its
 * size is not 0. ENOMEM.
 *
 * Ownership: what the output points to is the caller's, until leat_process_output_free.
 *
 * Threads: safe. Sinks are called by this thread.
 */
int leat_pipeline_run(leat_pipeline *_pipeline, const struct leat_process_talk *_talk, int _timeout_ms,
                      struct leat_process_output *_ret_output);

/**
 * Waits until all stages have ended; with LEAT_PIPELINE_TELL_STOPS also until one is stopped. Close the pipe to the first
 * stage before, if there is one: it may wait for the end of its input; and read the pipe from the last, which may wait for
 * somebody to read.
 *
 * The verdict is that of bash with `pipefail`: the pipeline has failed if a stage has, and the last of those is the result. A
 * stage before the last that SIGPIPE has ended has not failed: those behind it had enough, as in `yes | head`; nor has a line
 * for the shell (leat_pipeline_add_shell) whose status is 128 + SIGPIPE, by which a shell tells that of its command. Of a
 * stage whose status the host has taken (LEAT_LOST) it is not known that it has not. What has become of each stage
 * leat_process_wait tells of leat_pipeline_process.
 *
 * Returns how the stage of the verdict has ended: LEAT_EXITED, LEAT_KILLED, LEAT_LOST; or LEAT_STOPPED; -1 on failure. It can
 * be called again, and says the same.
 *
 * Writes `*ret_result`, which may be NULL.
 *
 * Errors: ETIMEDOUT, EAGAIN they have not ended within `timeout_ms`. ECANCELED the stop of this thread. EINVAL the pipeline
 * was not started, `timeout_ms` is below -1, or the size of the result is 0. E2BIG the size. ENOMEM. EPERM, EFAULT as
 * leat_pipeline_start.
 *
 * Threads: safe; several may wait, and others signal it.
 */
int leat_pipeline_wait(leat_pipeline *_pipeline, int _timeout_ms, struct leat_pipeline_result *_ret_result);

/**
 * Sends a signal to the stages: where they have a group of their own (LEAT_GROUP_NEW, LEAT_PIPELINE_FOREGROUND) to all of it,
 * what they have started included; otherwise to each that has not ended. 0 only asks whether that is possible. It never
 * reaches another process that has got a number of theirs.
 *
 * Returns 0 if it has reached one; -1 on failure.
 *
 * Errors: ESRCH all have ended. EINVAL there is no such signal, or the pipeline was not started. EPERM all have become another
 * user's (kill(2)); or as leat_pipeline_start. EFAULT `pipeline` is NULL.
 *
 * Threads: safe. Not async-signal-safe.
 */
int leat_pipeline_kill(leat_pipeline *_pipeline, int _signal);

/**
 * Brings stages that were stopped, or were started in the background, to the foreground: gives their group, which is their own
 * (LEAT_GROUP_NEW, LEAT_PIPELINE_FOREGROUND), the terminal, and sends it SIGCONT, as leat_process_foreground does. Wait for
 * them then.
 *
 * Returns 0; -1 on failure.
 *
 * Errors: ENOTTY the host has no terminal, or is not in its foreground. ESRCH all have ended and were waited for. EINVAL they
 * have no group of their own, or the pipeline was not started. EPERM as leat_pipeline_kill. EFAULT `pipeline` is NULL.
 *
 * Threads: safe. Not async-signal-safe.
 */
int leat_pipeline_foreground(leat_pipeline *_pipeline);

/**
 * Ends all stages: gives them `wait_ms` milliseconds to end by themselves, then sends SIGTERM, as leat_pipeline_kill does, and
 * gives them `term_ms`, then sends SIGKILL and gives them `kill_ms`. Each may be 0, and LEAT_FOREVER. Where they have a group
 * of their own nothing of it is left if they did not end by themselves.
 *
 * Returns and writes what leat_pipeline_wait does.
 *
 * Errors: ETIMEDOUT, EAGAIN they have not ended `kill_ms` after SIGKILL: the kernel cannot end what waits for a broken device.
 * ECANCELED the stop of this thread. EPERM all have become another user's; or as leat_pipeline_start. EINVAL the pipeline was
 * not started, a time is below -1, or the size of the result is 0. E2BIG the size. ENOMEM. EFAULT
 * `pipeline` is NULL.
 *
 * Threads: safe.
 */
int leat_pipeline_end(leat_pipeline *_pipeline, int _wait_ms, int _term_ms, int _kill_ms,
                      struct leat_pipeline_result *_ret_result);

/**
 * Gives a stage of a started pipeline as a process: for its pid, its own result, its pidfd, or a pipe that its options have
 * asked for.
 *
 * Returns it; NULL on failure.
 *
 * Errors: EINVAL there is no stage of that index (from 0 on), or the pipeline was not started. EPERM, EFAULT as
 * leat_pipeline_start.
 *
 * Ownership: it is the pipeline's, until leat_pipeline_free: do not free it.
 *
 * Threads: safe.
 */
leat_process *leat_pipeline_process(leat_pipeline *_pipeline, size_t _index);

/**
 * Gives the host's end of a pipe (leat_pipeline_from_pipe, leat_pipeline_to_pipe, leat_pipeline_set_stream): to write to the
 * first stage (0), to read from the last (1), or to read the errors of all (2).
 *
 * Returns it; -1 on failure.
 *
 * Errors: EINVAL there is no such pipe, it was taken, or the pipeline was not started. EPERM, EFAULT as leat_pipeline_start.
 *
 * Ownership: it is the pipeline's, until leat_pipeline_free closes it. So do not close it: leat_pipeline_take_pipe_fd.
 *
 * Threads: safe.
 */
int leat_pipeline_pipe_fd(leat_pipeline *_pipeline, int _stage_fd);

/**
 * Gives the host's end of a pipe away: closing that to the first stage is what tells it that there is no more.
 *
 * Returns it; -1 on failure.
 *
 * Errors: as leat_pipeline_pipe_fd.
 *
 * Ownership: it is the caller's, who closes it.
 *
 * Threads: safe.
 */
int leat_pipeline_take_pipe_fd(leat_pipeline *_pipeline, int _stage_fd);

/**
 * Writes the pipeline as a line for sh(1), quoted where that is needed: `LC_ALL=C sort < words 2> /dev/null | uniq -c`. Pipes
 * to the host, kept signals and resource limits it does not show, nor a first argument that is not the program's name; of a
 * function, its name. A program that gets another PATH, by which the shell would look for it, is shown by the path that it has
 * now in the host's.
 *
 * Returns the length of the whole line in bytes without the NUL, as snprintf(3) does; -1 on failure.
 *
 * Writes at most `size` bytes to `ret_text`, of which the last is a NUL, unless `size` is 0.
 *
 * Errors: EFAULT `ret_text` is NULL and `size` is not 0, or `pipeline` is NULL. ENOMEM. EBUSY, EPERM as leat_pipeline_start.
 *
 * Threads: safe.
 */
int leat_pipeline_text(const leat_pipeline *_pipeline, char *_ret_text, size_t _size);

/**
 * Frees a pipeline, and closes the descriptors that leat has of it. It does not block, and sends no signal: stages that still
 * run go on, and see the ends of the pipes to the host closed. They are reaped as leat_process_free says. A forked child of
 * the host only closes.
 *
 * Errors: none. NULL is accepted. errno is left as it was.
 *
 * Threads: safe, if no other call on this pipeline, or a process of it, is under way.
 */
void leat_pipeline_free(leat_pipeline *_pipeline);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_PIPELINE_H */
