/*
 * leat/process.h: processes, commands run through the shell, and threads.
 * Made by cbindgen from src/process/: edit the comments there.
 */
#ifndef LEAT_PROCESS_H
#define LEAT_PROCESS_H

#include "base.h"
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>

#ifdef __cplusplus
extern "C" {
#endif

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
