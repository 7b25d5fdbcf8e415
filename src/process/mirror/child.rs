//! Starting processes and programs, and waiting for their end.

use crate::mirror::mirror;
use libc::{
    FILE, c_char, c_int, id_t, idtype_t, pid_t, posix_spawn_file_actions_t, posix_spawnattr_t, rusage, siginfo_t,
};

unsafe extern "C-unwind" {
    fn fork() -> pid_t;
    fn execv(path: *const c_char, argv: *const *mut c_char) -> c_int;
    fn execve(path: *const c_char, argv: *const *mut c_char, envp: *const *mut c_char) -> c_int;
    fn execvp(file: *const c_char, argv: *const *mut c_char) -> c_int;
    fn execvpe(file: *const c_char, argv: *const *mut c_char, envp: *const *mut c_char) -> c_int;
    fn posix_spawn(
        ret_pid: *mut pid_t,
        path: *const c_char,
        actions: *const posix_spawn_file_actions_t,
        attributes: *const posix_spawnattr_t,
        argv: *const *mut c_char,
        envp: *const *mut c_char,
    ) -> c_int;
    fn posix_spawnp(
        ret_pid: *mut pid_t,
        file: *const c_char,
        actions: *const posix_spawn_file_actions_t,
        attributes: *const posix_spawnattr_t,
        argv: *const *mut c_char,
        envp: *const *mut c_char,
    ) -> c_int;
    fn wait(status: *mut c_int) -> pid_t;
    fn waitpid(pid: pid_t, status: *mut c_int, options: c_int) -> pid_t;
    fn waitid(id_type: idtype_t, id: id_t, info: *mut siginfo_t, options: c_int) -> c_int;
    fn wait4(pid: pid_t, status: *mut c_int, options: c_int, usage: *mut rusage) -> pid_t;
    fn popen(command: *const c_char, mode: *const c_char) -> *mut FILE;
    fn pclose(stream: *mut FILE) -> c_int;
    fn system(command: *const c_char) -> c_int;
}

/// Mirrors fork(2): makes a child process, a copy of this one. Returns 0 in the child, and the child's process id
/// in the parent. Errors: as fork(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_fork() -> pid_t {
    mirror!(fork())
}

/// Mirrors execv(3): replaces the program of the process; returns only on failure. The vector of arguments begins
/// with the program's name and ends with NULL. Errors: as execv(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_execv(path: *const c_char, argv: *const *mut c_char) -> c_int {
    mirror!(execv(path, argv))
}

/// Mirrors execve(2): as leat_execv, with the environment of the new program, a vector that ends with NULL.
/// Errors: as execve(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_execve(
    path: *const c_char,
    argv: *const *mut c_char,
    envp: *const *mut c_char,
) -> c_int {
    mirror!(execve(path, argv, envp))
}

/// Mirrors execvp(3): as leat_execv, but a file name without a slash is looked up in PATH. Errors: as execvp(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_execvp(file: *const c_char, argv: *const *mut c_char) -> c_int {
    mirror!(execvp(file, argv))
}

/// Mirrors execvpe(3): as leat_execvp, with the environment of the new program, a vector that ends with NULL.
/// Errors: as execvpe(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_execvpe(
    file: *const c_char,
    argv: *const *mut c_char,
    envp: *const *mut c_char,
) -> c_int {
    mirror!(execvpe(file, argv, envp))
}

/// Mirrors posix_spawn(3): starts a program in a child process and stores its process id. File actions and
/// attributes may be NULL. Returns 0, or an error number; errno is not set. Errors: as posix_spawn(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_posix_spawn(
    ret_pid: *mut pid_t,
    path: *const c_char,
    actions: *const posix_spawn_file_actions_t,
    attributes: *const posix_spawnattr_t,
    argv: *const *mut c_char,
    envp: *const *mut c_char,
) -> c_int {
    mirror!(posix_spawn(ret_pid, path, actions, attributes, argv, envp) returns errno)
}

/// Mirrors posix_spawnp(3): as leat_posix_spawn, but a file name without a slash is looked up in PATH. Returns 0,
/// or an error number; errno is not set. Errors: as posix_spawnp(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_posix_spawnp(
    ret_pid: *mut pid_t,
    file: *const c_char,
    actions: *const posix_spawn_file_actions_t,
    attributes: *const posix_spawnattr_t,
    argv: *const *mut c_char,
    envp: *const *mut c_char,
) -> c_int {
    mirror!(posix_spawnp(ret_pid, file, actions, attributes, argv, envp) returns errno)
}

/// Mirrors wait(2): waits until a child ends and returns its process id. The status, which may be NULL, is read
/// with WIFEXITED, WEXITSTATUS, WIFSIGNALED, WTERMSIG. Errors: as wait(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_wait(status: *mut c_int) -> pid_t {
    mirror!(wait(status))
}

/// Mirrors waitpid(2): as leat_wait, for one child, for any (-1), for any of this process group (0) or of another
/// (its negative id). With WNOHANG it does not wait, but returns 0 if no child has ended. Errors: as waitpid(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_waitpid(pid: pid_t, status: *mut c_int, options: c_int) -> pid_t {
    mirror!(waitpid(pid, status, options))
}

/// Mirrors waitid(2): waits until a child ends, stops or goes on, as the options say, and tells which and how; 0,
/// or -1. WNOWAIT leaves it to be waited for again. Errors: as waitid(2).
#[cfg(leat_have_xopen)]
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_waitid(
    id_type: idtype_t,
    id: id_t,
    info: *mut siginfo_t,
    options: c_int,
) -> c_int {
    mirror!(waitid(id_type, id, info, options))
}

/// Mirrors wait4(2): as leat_waitpid, and tells what the child used of time and memory. Errors: as wait4(2).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_wait4(
    pid: pid_t,
    status: *mut c_int,
    options: c_int,
    usage: *mut rusage,
) -> pid_t {
    mirror!(wait4(pid, status, options, usage))
}

/// Mirrors popen(3): runs a command in the shell; returns a stream to read its output from ("r") or write its input
/// to ("w"), or NULL. leat_pclose ends it. Errors: as popen(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_popen(command: *const c_char, mode: *const c_char) -> *mut FILE {
    mirror!(popen(command, mode))
}

/// Mirrors pclose(3): closes a stream of leat_popen, waits for its command and returns the status, as leat_waitpid
/// gives it. Errors: as pclose(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_pclose(stream: *mut FILE) -> c_int {
    mirror!(pclose(stream))
}

/// Mirrors system(3): runs a command in the shell, waits for it and returns its status, as leat_waitpid gives it;
/// SIGINT and SIGQUIT are ignored, SIGCHLD blocked meanwhile. Errors: as system(3).
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn leat_system(command: *const c_char) -> c_int {
    mirror!(system(command))
}
