/*
 * leat/process.h: processes, and commands run through the shell.
 * Made by cbindgen from src/process/: edit the comments there.
 */

#ifndef LEAT_PROCESS_H
#define LEAT_PROCESS_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif  /* __cplusplus */

/** Mirrors execl(3). Calls execv(3) with the list as a vector. Errors: as execl(3). */
int leat_execl(const char *_path, const char *_arg0, ...) LEAT_SENTINEL;

/** Mirrors execlp(3). Calls execvp(3) with the list as a vector. Errors: as execlp(3). */
int leat_execlp(const char *_file, const char *_arg0, ...) LEAT_SENTINEL;

/** Mirrors execle(3). Calls execve(2) with the list as a vector. Errors: as execle(3). */
int leat_execle(const char *_path, const char *_arg0, ...) LEAT_SENTINEL_1;

/** Mirrors fork(2). Errors: as fork(2). */
pid_t leat_fork(void);

/** Mirrors execv(3). Errors: as execv(3). */
int leat_execv(const char *_path, char *const *_argv);

/** Mirrors execve(2). Errors: as execve(2). */
int leat_execve(const char *_path, char *const *_argv, char *const *_envp);

/** Mirrors execvp(3). Errors: as execvp(3). */
int leat_execvp(const char *_file, char *const *_argv);

/** Mirrors execvpe(3). Errors: as execvpe(3). */
int leat_execvpe(const char *_file, char *const *_argv, char *const *_envp);

/** Mirrors posix_spawn(3). Errors: as posix_spawn(3). */
int leat_posix_spawn(pid_t *_ret_pid,
                     const char *_path,
                     const posix_spawn_file_actions_t *_actions,
                     const posix_spawnattr_t *_attributes,
                     char *const *_argv,
                     char *const *_envp);

/** Mirrors posix_spawnp(3). Errors: as posix_spawnp(3). */
int leat_posix_spawnp(pid_t *_ret_pid,
                      const char *_file,
                      const posix_spawn_file_actions_t *_actions,
                      const posix_spawnattr_t *_attributes,
                      char *const *_argv,
                      char *const *_envp);

/** Mirrors wait(2). Errors: as wait(2). */
pid_t leat_wait(int *_status);

/** Mirrors waitpid(2). Errors: as waitpid(2). */
pid_t leat_waitpid(pid_t _pid, int *_status, int _options);

#if defined(LEAT_HAVE_XOPEN)
/** Mirrors waitid(2). Errors: as waitid(2). */
int leat_waitid(idtype_t _id_type, id_t _id, siginfo_t *_info, int _options);
#endif

/** Mirrors wait4(2). Errors: as wait4(2). */
pid_t leat_wait4(pid_t _pid, int *_status, int _options, struct rusage *_usage);

/** Mirrors popen(3). Errors: as popen(3). */
FILE *leat_popen(const char *_command, const char *_mode);

/** Mirrors pclose(3). Errors: as pclose(3). */
int leat_pclose(FILE *_stream);

/** Mirrors system(3). Errors: as system(3). */
int leat_system(const char *_command);

/** Mirrors setpgid(2). Errors: as setpgid(2). */
int leat_setpgid(pid_t _pid, pid_t _group);

/** Mirrors setsid(2). Errors: as setsid(2). */
pid_t leat_setsid(void);

/** Mirrors tcsetpgrp(3). Errors: as tcsetpgrp(3). */
int leat_tcsetpgrp(int _fd, pid_t _group);

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* LEAT_PROCESS_H */
