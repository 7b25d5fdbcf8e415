/*
 * leat/compat.h: existing programs call leat's mirrors without an edit.
 *
 *     gcc -include leat/compat.h prog.c -o prog -lleat
 *     make CC='gcc -include leat/compat.h' LDLIBS=-lleat
 *
 * Every call of a function that leat mirrors (open, pipe, fork, msgsnd, sem_wait, accept, perror ...) then goes to
 * leat's function of that name: leat_open and so on. It does what the C library's does, with the same result and errno,
 * and a failure can be explained afterwards: see <leat/error.h>.
 *
 * How: it does not replace words, as #define would, but the symbol that a function has in the object file (by #pragma
 * redefine_extname). So struct members, C++ methods, namespaces, overloads, local variables and static functions with
 * such names are left alone, and pointers to functions work. It declares nothing: the program includes the headers that
 * it always included, and every feature macro (_GNU_SOURCE, _POSIX_C_SOURCE, _FILE_OFFSET_BITS ...) keeps its meaning,
 * also where the program's first line defines it. The macros of this file begin with LEAT_.
 *
 * It must come before every system header, on the command line or in the program's first line, or it is an error. It is
 * for gcc and clang, C and C++, the GNU C library, and a 64-bit long.
 *
 * A program that has a function or a global variable of its own with a mirrored name (popen, signal, wait, send; int
 * pipe[2]) goes on using its own. In C that is called leat_popen in the object file, and the linker takes the program's
 * before the library's, shared or static; in C++ its symbol is what it was, unless it is extern "C". For that, -lleat
 * comes last on the command line, after the program's own files and archives: an archive after it is not asked for
 * leat_popen any more. And all files of the program are compiled with this one: if the file with its popen is not,
 * calls from those that are go to leat_popen, and from there to the program's, with the arguments that POSIX's has and
 * no more. The same happens when other files call a function that gcc sees defined before anything declares it, as a
 * textbook's int wait(int *s) is without <sys/wait.h>: its symbol remains wait. leat-cc, where it links, tells the
 * linker that the two are one, and all calls are direct.
 *
 * What escapes, and goes to the C library as ever:
 *   - calls that the C library makes itself: popen forks, but does not call fork; fopen opens, but does not call open;
 *   - calls from libraries that were compiled without this file, the C++ standard library among them (std::ifstream);
 *   - by g++, functions that the program declares in a namespace: namespace sys { extern "C" int close(int); };
 *   - functions looked up at run time (dlsym), and the program's own asm labels: int f(int) __asm__("close");
 *   - fork and the exec functions in a program compiled by gcc with --coverage, which makes them __gcov_fork and so on;
 *   - functions that leat has no mirror of, and system calls made by syscall();
 *   - what speaks of errno in other ways than perror: strerror, err and warn, error, %m. They explain nothing;
 *   - before version 2.33 of the C library, stat, fstat, lstat, fstatat and mknod, inline functions there; after 2.36,
 *     what _FORTIFY_SOURCE has learned to check since. (leat's own tests notice when there is such a function.)
 *
 * What changes:
 *   - a function that the program defines for other libraries to call in place of the C library's (a fork that they
 *     shall use, a library for LD_PRELOAD) no longer has that name;
 *   - where the command line makes a mirrored name another (-Dfork=vfork), that one is leat's function: vfork() forks;
 *   - _FORTIFY_SOURCE defined as 3 in the program's text checks as 2 does; on the command line it is 3;
 *   - clang gives no warnings of -Wpragmas, for there would be one for each method that is named like a mirror;
 *   - clang stops ("conflicting asm label") at a program in strict ISO C or X/Open mode that declares signal itself
 *     after <signal.h> has done so.
 */
#ifndef LEAT_COMPAT_H
#define LEAT_COMPAT_H
#ifndef __ASSEMBLER__

#if defined(__GNUC__) || defined(__clang__)
#pragma GCC system_header
#else
#error "leat/compat.h is for gcc and clang: it uses their #pragma redefine_extname."
#endif

#ifdef _FEATURES_H
#error "leat/compat.h must come before every system header. Compile with: -include leat/compat.h"
#endif

/* The mirrors have 64-bit offsets and times, and so must the program, or a call would pass something else. */
#ifndef __LP64__
#error "leat/compat.h is for programs with a 64-bit long (not -m32, not -mx32)."
#endif

/*
 * The macros that turn names into asm labels come from here. The feature macros that it defines are taken back, and the
 * first header of the program will read it again, after what the program itself defines.
 */
#pragma push_macro("_ATFILE_SOURCE")
#pragma push_macro("_DEFAULT_SOURCE")
#pragma push_macro("_DYNAMIC_STACK_SIZE_SOURCE")
#pragma push_macro("_GNU_SOURCE")
#pragma push_macro("_ISOC11_SOURCE")
#pragma push_macro("_ISOC23_SOURCE")
#pragma push_macro("_ISOC2X_SOURCE")
#pragma push_macro("_ISOC2Y_SOURCE")
#pragma push_macro("_ISOC95_SOURCE")
#pragma push_macro("_ISOC99_SOURCE")
#pragma push_macro("_LARGEFILE64_SOURCE")
#pragma push_macro("_LARGEFILE_SOURCE")
#pragma push_macro("_POSIX_C_SOURCE")
#pragma push_macro("_POSIX_SOURCE")
#pragma push_macro("_XOPEN_SOURCE")
#pragma push_macro("_XOPEN_SOURCE_EXTENDED")
#include <features.h>
#ifndef __GLIBC__
#error "leat/compat.h is for the GNU C library."
#endif
/* A program may define _FORTIFY_SOURCE itself, but <sys/cdefs.h> has been read for good: get what that needs now. */
#if __USE_FORTIFY_LEVEL == 0
#pragma push_macro("__fortified_attr_access")
#pragma push_macro("__glibc_objsize")
#pragma push_macro("__glibc_objsize0")
#pragma push_macro("__wur")
#undef __fortified_attr_access
#undef __glibc_objsize
#undef __glibc_objsize0
#undef __wur
#undef __USE_FORTIFY_LEVEL
#define __USE_FORTIFY_LEVEL 2
#undef _SYS_CDEFS_H
#include <sys/cdefs.h>
#pragma pop_macro("__fortified_attr_access")
#pragma pop_macro("__glibc_objsize")
#pragma pop_macro("__glibc_objsize0")
#pragma pop_macro("__wur")
#endif
#pragma pop_macro("_ATFILE_SOURCE")
#pragma pop_macro("_DEFAULT_SOURCE")
#pragma pop_macro("_DYNAMIC_STACK_SIZE_SOURCE")
#pragma pop_macro("_GNU_SOURCE")
#pragma pop_macro("_ISOC11_SOURCE")
#pragma pop_macro("_ISOC23_SOURCE")
#pragma pop_macro("_ISOC2X_SOURCE")
#pragma pop_macro("_ISOC2Y_SOURCE")
#pragma pop_macro("_ISOC95_SOURCE")
#pragma pop_macro("_ISOC99_SOURCE")
#pragma pop_macro("_LARGEFILE64_SOURCE")
#pragma pop_macro("_LARGEFILE_SOURCE")
#pragma pop_macro("_POSIX_C_SOURCE")
#pragma pop_macro("_POSIX_SOURCE")
#pragma pop_macro("_XOPEN_SOURCE")
#pragma pop_macro("_XOPEN_SOURCE_EXTENDED")
#undef _FEATURES_H
#undef __USE_POSIX_IMPLICITLY

/* clang would warn of each C++ method, overload and static function of such a name that it leaves alone. */
#ifdef __clang__
#pragma clang diagnostic ignored "-Wpragmas"
#endif

/*
 * A declaration with an asm label ignores the pragmas below, and the C library's headers give many a label: open is
 * open64 in a program with large files, signal is __sysv_signal in strict ISO C. So the label is looked up: if
 * LEAT_ALIAS_open64 is defined, it brings a comma, and its second part is the label; if not, the second part is the
 * label that the declaration asked for.
 */
#define LEAT_SECOND(first, second, ...) second
#define LEAT_LABEL(...) LEAT_SECOND(__VA_ARGS__)
#undef __REDIRECT
#undef __REDIRECT_NTH
#undef __REDIRECT_NTHNL
#define __REDIRECT(name, proto, alias) \
    name proto __asm__(LEAT_LABEL(LEAT_ALIAS_##alias, __ASMNAME(#alias), 0))
#ifdef __cplusplus
#define __REDIRECT_NTH(name, proto, alias) \
    name proto __THROW __asm__(LEAT_LABEL(LEAT_ALIAS_##alias, __ASMNAME(#alias), 0))
#define __REDIRECT_NTHNL(name, proto, alias) \
    name proto __THROWNL __asm__(LEAT_LABEL(LEAT_ALIAS_##alias, __ASMNAME(#alias), 0))
#else
#define __REDIRECT_NTH(name, proto, alias) \
    name proto __asm__(LEAT_LABEL(LEAT_ALIAS_##alias, __ASMNAME(#alias), 0)) __THROW
#define __REDIRECT_NTHNL(name, proto, alias) \
    name proto __asm__(LEAT_LABEL(LEAT_ALIAS_##alias, __ASMNAME(#alias), 0)) __THROWNL
#endif
/* Newer C libraries have these too. */
#ifdef __REDIRECT_FORTIFY
#undef __REDIRECT_FORTIFY
#define __REDIRECT_FORTIFY __REDIRECT
#endif
#ifdef __REDIRECT_FORTIFY_NTH
#undef __REDIRECT_FORTIFY_NTH
#define __REDIRECT_FORTIFY_NTH __REDIRECT_NTH
#endif

/*
 * Each mirror, its name for large files, and what it becomes under _FORTIFY_SOURCE: here for declarations without an
 * asm label, below for those with one.
 */
/* <leat/error.h> */
#pragma redefine_extname perror leat_perror
/* <leat/io.h> */
#pragma redefine_extname open leat_open
#pragma redefine_extname open64 leat_open
#pragma redefine_extname openat leat_openat
#pragma redefine_extname openat64 leat_openat
#pragma redefine_extname fcntl leat_fcntl
#pragma redefine_extname fcntl64 leat_fcntl
#pragma redefine_extname ioctl leat_ioctl
#pragma redefine_extname close leat_close
#pragma redefine_extname read leat_read
#pragma redefine_extname write leat_write
#pragma redefine_extname readv leat_readv
#pragma redefine_extname writev leat_writev
#pragma redefine_extname pread leat_pread
#pragma redefine_extname pread64 leat_pread
#pragma redefine_extname pwrite leat_pwrite
#pragma redefine_extname pwrite64 leat_pwrite
#pragma redefine_extname preadv leat_preadv
#pragma redefine_extname preadv64 leat_preadv
#pragma redefine_extname pwritev leat_pwritev
#pragma redefine_extname pwritev64 leat_pwritev
#pragma redefine_extname lseek leat_lseek
#pragma redefine_extname lseek64 leat_lseek
#pragma redefine_extname ftruncate leat_ftruncate
#pragma redefine_extname ftruncate64 leat_ftruncate
#pragma redefine_extname posix_fallocate leat_posix_fallocate
#pragma redefine_extname posix_fallocate64 leat_posix_fallocate
#pragma redefine_extname fallocate leat_fallocate
#pragma redefine_extname fallocate64 leat_fallocate
#pragma redefine_extname fsync leat_fsync
#pragma redefine_extname sendfile leat_sendfile
#pragma redefine_extname sendfile64 leat_sendfile
#pragma redefine_extname copy_file_range leat_copy_file_range
#pragma redefine_extname dup leat_dup
#pragma redefine_extname dup2 leat_dup2
#pragma redefine_extname dup3 leat_dup3
#pragma redefine_extname poll leat_poll
#pragma redefine_extname ppoll leat_ppoll
#pragma redefine_extname select leat_select
#pragma redefine_extname pselect leat_pselect
#pragma redefine_extname epoll_create1 leat_epoll_create1
#pragma redefine_extname epoll_ctl leat_epoll_ctl
#pragma redefine_extname epoll_wait leat_epoll_wait
#pragma redefine_extname epoll_pwait leat_epoll_pwait
#pragma redefine_extname eventfd leat_eventfd
#pragma redefine_extname creat leat_creat
#pragma redefine_extname creat64 leat_creat
#pragma redefine_extname unlink leat_unlink
#pragma redefine_extname remove leat_remove
#pragma redefine_extname rename leat_rename
#pragma redefine_extname mkdir leat_mkdir
#pragma redefine_extname rmdir leat_rmdir
#pragma redefine_extname chdir leat_chdir
#pragma redefine_extname fchdir leat_fchdir
#pragma redefine_extname getcwd leat_getcwd
#pragma redefine_extname chmod leat_chmod
#pragma redefine_extname fchmod leat_fchmod
#pragma redefine_extname chown leat_chown
#pragma redefine_extname lchown leat_lchown
#pragma redefine_extname fchown leat_fchown
#pragma redefine_extname access leat_access
#pragma redefine_extname stat leat_stat
#pragma redefine_extname stat64 leat_stat
#pragma redefine_extname fstat leat_fstat
#pragma redefine_extname fstat64 leat_fstat
#pragma redefine_extname lstat leat_lstat
#pragma redefine_extname lstat64 leat_lstat
#pragma redefine_extname truncate leat_truncate
#pragma redefine_extname truncate64 leat_truncate
#pragma redefine_extname umask leat_umask
#pragma redefine_extname opendir leat_opendir
#pragma redefine_extname mkstemp leat_mkstemp
#pragma redefine_extname mkstemp64 leat_mkstemp
#pragma redefine_extname mkdtemp leat_mkdtemp
#pragma redefine_extname link leat_link
#pragma redefine_extname symlink leat_symlink
#pragma redefine_extname readlink leat_readlink
#pragma redefine_extname linkat leat_linkat
#pragma redefine_extname unlinkat leat_unlinkat
#pragma redefine_extname renameat leat_renameat
#pragma redefine_extname mkdirat leat_mkdirat
#pragma redefine_extname fstatat leat_fstatat
#pragma redefine_extname fstatat64 leat_fstatat
#pragma redefine_extname fopen leat_fopen
#pragma redefine_extname fopen64 leat_fopen
#pragma redefine_extname fdopen leat_fdopen
#pragma redefine_extname freopen leat_freopen
#pragma redefine_extname freopen64 leat_freopen
#pragma redefine_extname fflush leat_fflush
#pragma redefine_extname fclose leat_fclose
#pragma redefine_extname isatty leat_isatty
#pragma redefine_extname tcgetattr leat_tcgetattr
#pragma redefine_extname tcsetattr leat_tcsetattr
#pragma redefine_extname posix_openpt leat_posix_openpt
#pragma redefine_extname grantpt leat_grantpt
#pragma redefine_extname unlockpt leat_unlockpt
#pragma redefine_extname ptsname leat_ptsname
#pragma redefine_extname __read_chk leat_read_chk
#pragma redefine_extname __pread_chk leat_pread_chk
#pragma redefine_extname __pread64_chk leat_pread_chk
#pragma redefine_extname __poll_chk leat_poll_chk
#pragma redefine_extname __ppoll_chk leat_ppoll_chk
#pragma redefine_extname __open_2 leat_open_2
#pragma redefine_extname __open64_2 leat_open_2
#pragma redefine_extname __openat_2 leat_openat_2
#pragma redefine_extname __openat64_2 leat_openat_2
#pragma redefine_extname __readlink_chk leat_readlink_chk
#pragma redefine_extname __getcwd_chk leat_getcwd_chk
/* <leat/pipe.h> */
#pragma redefine_extname pipe leat_pipe
#pragma redefine_extname pipe2 leat_pipe2
#pragma redefine_extname splice leat_splice
#pragma redefine_extname tee leat_tee
#pragma redefine_extname vmsplice leat_vmsplice
/* <leat/process.h> */
#pragma redefine_extname execl leat_execl
#pragma redefine_extname execlp leat_execlp
#pragma redefine_extname execle leat_execle
#pragma redefine_extname fork leat_fork
#pragma redefine_extname execv leat_execv
#pragma redefine_extname execve leat_execve
#pragma redefine_extname execvp leat_execvp
#pragma redefine_extname execvpe leat_execvpe
#pragma redefine_extname posix_spawn leat_posix_spawn
#pragma redefine_extname posix_spawnp leat_posix_spawnp
#pragma redefine_extname wait leat_wait
#pragma redefine_extname waitpid leat_waitpid
#pragma redefine_extname waitid leat_waitid
#pragma redefine_extname wait4 leat_wait4
#pragma redefine_extname popen leat_popen
#pragma redefine_extname pclose leat_pclose
#pragma redefine_extname system leat_system
#pragma redefine_extname setpgid leat_setpgid
#pragma redefine_extname getpgid leat_getpgid
#pragma redefine_extname setsid leat_setsid
#pragma redefine_extname getsid leat_getsid
#pragma redefine_extname tcsetpgrp leat_tcsetpgrp
#pragma redefine_extname tcgetpgrp leat_tcgetpgrp
#pragma redefine_extname setuid leat_setuid
#pragma redefine_extname setgid leat_setgid
#pragma redefine_extname seteuid leat_seteuid
#pragma redefine_extname setegid leat_setegid
#pragma redefine_extname getrlimit leat_getrlimit
#pragma redefine_extname getrlimit64 leat_getrlimit
#pragma redefine_extname setrlimit leat_setrlimit
#pragma redefine_extname setrlimit64 leat_setrlimit
#pragma redefine_extname pthread_create leat_pthread_create
#pragma redefine_extname pthread_join leat_pthread_join
/* <leat/fifo.h> */
#pragma redefine_extname mkfifo leat_mkfifo
#pragma redefine_extname mkfifoat leat_mkfifoat
#pragma redefine_extname mknod leat_mknod
/* <leat/signal.h> */
#pragma redefine_extname kill leat_kill
#pragma redefine_extname killpg leat_killpg
#pragma redefine_extname raise leat_raise
#pragma redefine_extname pthread_kill leat_pthread_kill
#pragma redefine_extname sigqueue leat_sigqueue
#pragma redefine_extname alarm leat_alarm
#pragma redefine_extname setitimer leat_setitimer
#pragma redefine_extname timerfd_create leat_timerfd_create
#pragma redefine_extname timerfd_settime leat_timerfd_settime
#pragma redefine_extname signal leat_signal
#pragma redefine_extname sigaction leat_sigaction
#pragma redefine_extname sigaltstack leat_sigaltstack
#pragma redefine_extname pause leat_pause
#pragma redefine_extname sigsuspend leat_sigsuspend
#pragma redefine_extname sigwait leat_sigwait
#pragma redefine_extname sigwaitinfo leat_sigwaitinfo
#pragma redefine_extname sigtimedwait leat_sigtimedwait
#pragma redefine_extname nanosleep leat_nanosleep
#pragma redefine_extname usleep leat_usleep
#pragma redefine_extname clock_nanosleep leat_clock_nanosleep
#pragma redefine_extname signalfd leat_signalfd
#pragma redefine_extname sysv_signal leat_sysv_signal
#pragma redefine_extname __sysv_signal leat_sysv_signal
#pragma redefine_extname sigemptyset leat_sigemptyset
#pragma redefine_extname sigfillset leat_sigfillset
#pragma redefine_extname sigaddset leat_sigaddset
#pragma redefine_extname sigdelset leat_sigdelset
#pragma redefine_extname sigismember leat_sigismember
#pragma redefine_extname sigprocmask leat_sigprocmask
#pragma redefine_extname pthread_sigmask leat_pthread_sigmask
#pragma redefine_extname sigpending leat_sigpending
/* <leat/sysv_msg.h> */
#pragma redefine_extname ftok leat_ftok
#pragma redefine_extname msgget leat_msgget
#pragma redefine_extname msgsnd leat_msgsnd
#pragma redefine_extname msgrcv leat_msgrcv
#pragma redefine_extname msgctl leat_msgctl
/* <leat/sysv_sem.h> */
#pragma redefine_extname semctl leat_semctl
#pragma redefine_extname semget leat_semget
#pragma redefine_extname semop leat_semop
#pragma redefine_extname semtimedop leat_semtimedop
/* <leat/sysv_shm.h> */
#pragma redefine_extname shmget leat_shmget
#pragma redefine_extname shmat leat_shmat
#pragma redefine_extname shmdt leat_shmdt
#pragma redefine_extname shmctl leat_shmctl
/* <leat/posix_mq.h> */
#pragma redefine_extname mq_open leat_mq_open
#pragma redefine_extname mq_close leat_mq_close
#pragma redefine_extname mq_unlink leat_mq_unlink
#pragma redefine_extname mq_send leat_mq_send
#pragma redefine_extname mq_timedsend leat_mq_timedsend
#pragma redefine_extname mq_receive leat_mq_receive
#pragma redefine_extname mq_timedreceive leat_mq_timedreceive
#pragma redefine_extname mq_getattr leat_mq_getattr
#pragma redefine_extname mq_setattr leat_mq_setattr
#pragma redefine_extname mq_notify leat_mq_notify
#pragma redefine_extname __mq_open_2 leat_mq_open_2
/* <leat/posix_sem.h> */
#pragma redefine_extname sem_open leat_sem_open
#pragma redefine_extname sem_close leat_sem_close
#pragma redefine_extname sem_unlink leat_sem_unlink
#pragma redefine_extname sem_init leat_sem_init
#pragma redefine_extname sem_destroy leat_sem_destroy
#pragma redefine_extname sem_wait leat_sem_wait
#pragma redefine_extname sem_trywait leat_sem_trywait
#pragma redefine_extname sem_timedwait leat_sem_timedwait
#pragma redefine_extname sem_clockwait leat_sem_clockwait
#pragma redefine_extname sem_post leat_sem_post
#pragma redefine_extname sem_getvalue leat_sem_getvalue
/* <leat/sync.h> */
#pragma redefine_extname pthread_mutex_init leat_pthread_mutex_init
#pragma redefine_extname pthread_mutex_lock leat_pthread_mutex_lock
#pragma redefine_extname pthread_mutex_trylock leat_pthread_mutex_trylock
#pragma redefine_extname pthread_mutex_timedlock leat_pthread_mutex_timedlock
#pragma redefine_extname pthread_mutex_unlock leat_pthread_mutex_unlock
#pragma redefine_extname pthread_mutex_destroy leat_pthread_mutex_destroy
#pragma redefine_extname pthread_mutex_consistent leat_pthread_mutex_consistent
#pragma redefine_extname pthread_cond_wait leat_pthread_cond_wait
#pragma redefine_extname pthread_cond_timedwait leat_pthread_cond_timedwait
#pragma redefine_extname pthread_cond_signal leat_pthread_cond_signal
#pragma redefine_extname pthread_cond_broadcast leat_pthread_cond_broadcast
/* <leat/posix_shm.h> */
#pragma redefine_extname shm_open leat_shm_open
#pragma redefine_extname shm_unlink leat_shm_unlink
#pragma redefine_extname memfd_create leat_memfd_create
/* <leat/map.h> */
#pragma redefine_extname mremap leat_mremap
#pragma redefine_extname mmap leat_mmap
#pragma redefine_extname mmap64 leat_mmap
#pragma redefine_extname munmap leat_munmap
#pragma redefine_extname msync leat_msync
#pragma redefine_extname mprotect leat_mprotect
#pragma redefine_extname madvise leat_madvise
#pragma redefine_extname mlock leat_mlock
#pragma redefine_extname munlock leat_munlock
/* <leat/filelock.h> */
#pragma redefine_extname flock leat_flock
#pragma redefine_extname lockf leat_lockf
#pragma redefine_extname lockf64 leat_lockf
/* <leat/socket.h> */
#pragma redefine_extname socket leat_socket
#pragma redefine_extname socketpair leat_socketpair
#pragma redefine_extname bind leat_bind
#pragma redefine_extname listen leat_listen
#pragma redefine_extname accept leat_accept
#pragma redefine_extname accept4 leat_accept4
#pragma redefine_extname connect leat_connect
#pragma redefine_extname shutdown leat_shutdown
#pragma redefine_extname getsockopt leat_getsockopt
#pragma redefine_extname setsockopt leat_setsockopt
#pragma redefine_extname getsockname leat_getsockname
#pragma redefine_extname getpeername leat_getpeername
#pragma redefine_extname send leat_send
#pragma redefine_extname sendto leat_sendto
#pragma redefine_extname sendmsg leat_sendmsg
#pragma redefine_extname recv leat_recv
#pragma redefine_extname recvfrom leat_recvfrom
#pragma redefine_extname recvmsg leat_recvmsg
#pragma redefine_extname getaddrinfo leat_getaddrinfo
#pragma redefine_extname freeaddrinfo leat_freeaddrinfo
#pragma redefine_extname getnameinfo leat_getnameinfo
#pragma redefine_extname gai_strerror leat_gai_strerror
#pragma redefine_extname gethostbyname leat_gethostbyname
#pragma redefine_extname gethostbyaddr leat_gethostbyaddr
#pragma redefine_extname herror leat_herror
#pragma redefine_extname getservbyname leat_getservbyname
#pragma redefine_extname getservbyport leat_getservbyport
#pragma redefine_extname inet_pton leat_inet_pton
#pragma redefine_extname inet_ntop leat_inet_ntop
#pragma redefine_extname inet_aton leat_inet_aton
#pragma redefine_extname __recv_chk leat_recv_chk
#pragma redefine_extname __recvfrom_chk leat_recvfrom_chk

/* <leat/error.h> */
#define LEAT_ALIAS_perror 0, "leat_perror"
/* <leat/io.h> */
#define LEAT_ALIAS_open 0, "leat_open"
#define LEAT_ALIAS_open64 0, "leat_open"
#define LEAT_ALIAS_openat 0, "leat_openat"
#define LEAT_ALIAS_openat64 0, "leat_openat"
#define LEAT_ALIAS_fcntl 0, "leat_fcntl"
#define LEAT_ALIAS_fcntl64 0, "leat_fcntl"
#define LEAT_ALIAS_ioctl 0, "leat_ioctl"
#define LEAT_ALIAS_close 0, "leat_close"
#define LEAT_ALIAS_read 0, "leat_read"
#define LEAT_ALIAS_write 0, "leat_write"
#define LEAT_ALIAS_readv 0, "leat_readv"
#define LEAT_ALIAS_writev 0, "leat_writev"
#define LEAT_ALIAS_pread 0, "leat_pread"
#define LEAT_ALIAS_pread64 0, "leat_pread"
#define LEAT_ALIAS_pwrite 0, "leat_pwrite"
#define LEAT_ALIAS_pwrite64 0, "leat_pwrite"
#define LEAT_ALIAS_preadv 0, "leat_preadv"
#define LEAT_ALIAS_preadv64 0, "leat_preadv"
#define LEAT_ALIAS_pwritev 0, "leat_pwritev"
#define LEAT_ALIAS_pwritev64 0, "leat_pwritev"
#define LEAT_ALIAS_lseek 0, "leat_lseek"
#define LEAT_ALIAS_lseek64 0, "leat_lseek"
#define LEAT_ALIAS_ftruncate 0, "leat_ftruncate"
#define LEAT_ALIAS_ftruncate64 0, "leat_ftruncate"
#define LEAT_ALIAS_posix_fallocate 0, "leat_posix_fallocate"
#define LEAT_ALIAS_posix_fallocate64 0, "leat_posix_fallocate"
#define LEAT_ALIAS_fallocate 0, "leat_fallocate"
#define LEAT_ALIAS_fallocate64 0, "leat_fallocate"
#define LEAT_ALIAS_fsync 0, "leat_fsync"
#define LEAT_ALIAS_sendfile 0, "leat_sendfile"
#define LEAT_ALIAS_sendfile64 0, "leat_sendfile"
#define LEAT_ALIAS_copy_file_range 0, "leat_copy_file_range"
#define LEAT_ALIAS_dup 0, "leat_dup"
#define LEAT_ALIAS_dup2 0, "leat_dup2"
#define LEAT_ALIAS_dup3 0, "leat_dup3"
#define LEAT_ALIAS_poll 0, "leat_poll"
#define LEAT_ALIAS_ppoll 0, "leat_ppoll"
#define LEAT_ALIAS_select 0, "leat_select"
#define LEAT_ALIAS_pselect 0, "leat_pselect"
#define LEAT_ALIAS_epoll_create1 0, "leat_epoll_create1"
#define LEAT_ALIAS_epoll_ctl 0, "leat_epoll_ctl"
#define LEAT_ALIAS_epoll_wait 0, "leat_epoll_wait"
#define LEAT_ALIAS_epoll_pwait 0, "leat_epoll_pwait"
#define LEAT_ALIAS_eventfd 0, "leat_eventfd"
#define LEAT_ALIAS_creat 0, "leat_creat"
#define LEAT_ALIAS_creat64 0, "leat_creat"
#define LEAT_ALIAS_unlink 0, "leat_unlink"
#define LEAT_ALIAS_remove 0, "leat_remove"
#define LEAT_ALIAS_rename 0, "leat_rename"
#define LEAT_ALIAS_mkdir 0, "leat_mkdir"
#define LEAT_ALIAS_rmdir 0, "leat_rmdir"
#define LEAT_ALIAS_chdir 0, "leat_chdir"
#define LEAT_ALIAS_fchdir 0, "leat_fchdir"
#define LEAT_ALIAS_getcwd 0, "leat_getcwd"
#define LEAT_ALIAS_chmod 0, "leat_chmod"
#define LEAT_ALIAS_fchmod 0, "leat_fchmod"
#define LEAT_ALIAS_chown 0, "leat_chown"
#define LEAT_ALIAS_lchown 0, "leat_lchown"
#define LEAT_ALIAS_fchown 0, "leat_fchown"
#define LEAT_ALIAS_access 0, "leat_access"
#define LEAT_ALIAS_stat 0, "leat_stat"
#define LEAT_ALIAS_stat64 0, "leat_stat"
#define LEAT_ALIAS_fstat 0, "leat_fstat"
#define LEAT_ALIAS_fstat64 0, "leat_fstat"
#define LEAT_ALIAS_lstat 0, "leat_lstat"
#define LEAT_ALIAS_lstat64 0, "leat_lstat"
#define LEAT_ALIAS_truncate 0, "leat_truncate"
#define LEAT_ALIAS_truncate64 0, "leat_truncate"
#define LEAT_ALIAS_umask 0, "leat_umask"
#define LEAT_ALIAS_opendir 0, "leat_opendir"
#define LEAT_ALIAS_mkstemp 0, "leat_mkstemp"
#define LEAT_ALIAS_mkstemp64 0, "leat_mkstemp"
#define LEAT_ALIAS_mkdtemp 0, "leat_mkdtemp"
#define LEAT_ALIAS_link 0, "leat_link"
#define LEAT_ALIAS_symlink 0, "leat_symlink"
#define LEAT_ALIAS_readlink 0, "leat_readlink"
#define LEAT_ALIAS_linkat 0, "leat_linkat"
#define LEAT_ALIAS_unlinkat 0, "leat_unlinkat"
#define LEAT_ALIAS_renameat 0, "leat_renameat"
#define LEAT_ALIAS_mkdirat 0, "leat_mkdirat"
#define LEAT_ALIAS_fstatat 0, "leat_fstatat"
#define LEAT_ALIAS_fstatat64 0, "leat_fstatat"
#define LEAT_ALIAS_fopen 0, "leat_fopen"
#define LEAT_ALIAS_fopen64 0, "leat_fopen"
#define LEAT_ALIAS_fdopen 0, "leat_fdopen"
#define LEAT_ALIAS_freopen 0, "leat_freopen"
#define LEAT_ALIAS_freopen64 0, "leat_freopen"
#define LEAT_ALIAS_fflush 0, "leat_fflush"
#define LEAT_ALIAS_fclose 0, "leat_fclose"
#define LEAT_ALIAS_isatty 0, "leat_isatty"
#define LEAT_ALIAS_tcgetattr 0, "leat_tcgetattr"
#define LEAT_ALIAS_tcsetattr 0, "leat_tcsetattr"
#define LEAT_ALIAS_posix_openpt 0, "leat_posix_openpt"
#define LEAT_ALIAS_grantpt 0, "leat_grantpt"
#define LEAT_ALIAS_unlockpt 0, "leat_unlockpt"
#define LEAT_ALIAS_ptsname 0, "leat_ptsname"
#define LEAT_ALIAS___read_chk 0, "leat_read_chk"
#define LEAT_ALIAS___pread_chk 0, "leat_pread_chk"
#define LEAT_ALIAS___pread64_chk 0, "leat_pread_chk"
#define LEAT_ALIAS___poll_chk 0, "leat_poll_chk"
#define LEAT_ALIAS___ppoll_chk 0, "leat_ppoll_chk"
#define LEAT_ALIAS___open_2 0, "leat_open_2"
#define LEAT_ALIAS___open64_2 0, "leat_open_2"
#define LEAT_ALIAS___openat_2 0, "leat_openat_2"
#define LEAT_ALIAS___openat64_2 0, "leat_openat_2"
#define LEAT_ALIAS___readlink_chk 0, "leat_readlink_chk"
#define LEAT_ALIAS___getcwd_chk 0, "leat_getcwd_chk"
/* <leat/pipe.h> */
#define LEAT_ALIAS_pipe 0, "leat_pipe"
#define LEAT_ALIAS_pipe2 0, "leat_pipe2"
#define LEAT_ALIAS_splice 0, "leat_splice"
#define LEAT_ALIAS_tee 0, "leat_tee"
#define LEAT_ALIAS_vmsplice 0, "leat_vmsplice"
/* <leat/process.h> */
#define LEAT_ALIAS_execl 0, "leat_execl"
#define LEAT_ALIAS_execlp 0, "leat_execlp"
#define LEAT_ALIAS_execle 0, "leat_execle"
#define LEAT_ALIAS_fork 0, "leat_fork"
#define LEAT_ALIAS_execv 0, "leat_execv"
#define LEAT_ALIAS_execve 0, "leat_execve"
#define LEAT_ALIAS_execvp 0, "leat_execvp"
#define LEAT_ALIAS_execvpe 0, "leat_execvpe"
#define LEAT_ALIAS_posix_spawn 0, "leat_posix_spawn"
#define LEAT_ALIAS_posix_spawnp 0, "leat_posix_spawnp"
#define LEAT_ALIAS_wait 0, "leat_wait"
#define LEAT_ALIAS_waitpid 0, "leat_waitpid"
#define LEAT_ALIAS_waitid 0, "leat_waitid"
#define LEAT_ALIAS_wait4 0, "leat_wait4"
#define LEAT_ALIAS_popen 0, "leat_popen"
#define LEAT_ALIAS_pclose 0, "leat_pclose"
#define LEAT_ALIAS_system 0, "leat_system"
#define LEAT_ALIAS_setpgid 0, "leat_setpgid"
#define LEAT_ALIAS_getpgid 0, "leat_getpgid"
#define LEAT_ALIAS_setsid 0, "leat_setsid"
#define LEAT_ALIAS_getsid 0, "leat_getsid"
#define LEAT_ALIAS_tcsetpgrp 0, "leat_tcsetpgrp"
#define LEAT_ALIAS_tcgetpgrp 0, "leat_tcgetpgrp"
#define LEAT_ALIAS_setuid 0, "leat_setuid"
#define LEAT_ALIAS_setgid 0, "leat_setgid"
#define LEAT_ALIAS_seteuid 0, "leat_seteuid"
#define LEAT_ALIAS_setegid 0, "leat_setegid"
#define LEAT_ALIAS_getrlimit 0, "leat_getrlimit"
#define LEAT_ALIAS_getrlimit64 0, "leat_getrlimit"
#define LEAT_ALIAS_setrlimit 0, "leat_setrlimit"
#define LEAT_ALIAS_setrlimit64 0, "leat_setrlimit"
#define LEAT_ALIAS_pthread_create 0, "leat_pthread_create"
#define LEAT_ALIAS_pthread_join 0, "leat_pthread_join"
/* <leat/fifo.h> */
#define LEAT_ALIAS_mkfifo 0, "leat_mkfifo"
#define LEAT_ALIAS_mkfifoat 0, "leat_mkfifoat"
#define LEAT_ALIAS_mknod 0, "leat_mknod"
/* <leat/signal.h> */
#define LEAT_ALIAS_kill 0, "leat_kill"
#define LEAT_ALIAS_killpg 0, "leat_killpg"
#define LEAT_ALIAS_raise 0, "leat_raise"
#define LEAT_ALIAS_pthread_kill 0, "leat_pthread_kill"
#define LEAT_ALIAS_sigqueue 0, "leat_sigqueue"
#define LEAT_ALIAS_alarm 0, "leat_alarm"
#define LEAT_ALIAS_setitimer 0, "leat_setitimer"
#define LEAT_ALIAS_timerfd_create 0, "leat_timerfd_create"
#define LEAT_ALIAS_timerfd_settime 0, "leat_timerfd_settime"
#define LEAT_ALIAS_signal 0, "leat_signal"
#define LEAT_ALIAS_sigaction 0, "leat_sigaction"
#define LEAT_ALIAS_sigaltstack 0, "leat_sigaltstack"
#define LEAT_ALIAS_pause 0, "leat_pause"
#define LEAT_ALIAS_sigsuspend 0, "leat_sigsuspend"
#define LEAT_ALIAS_sigwait 0, "leat_sigwait"
#define LEAT_ALIAS_sigwaitinfo 0, "leat_sigwaitinfo"
#define LEAT_ALIAS_sigtimedwait 0, "leat_sigtimedwait"
#define LEAT_ALIAS_nanosleep 0, "leat_nanosleep"
#define LEAT_ALIAS_usleep 0, "leat_usleep"
#define LEAT_ALIAS_clock_nanosleep 0, "leat_clock_nanosleep"
#define LEAT_ALIAS_signalfd 0, "leat_signalfd"
#define LEAT_ALIAS_sysv_signal 0, "leat_sysv_signal"
#define LEAT_ALIAS___sysv_signal 0, "leat_sysv_signal"
#define LEAT_ALIAS_sigemptyset 0, "leat_sigemptyset"
#define LEAT_ALIAS_sigfillset 0, "leat_sigfillset"
#define LEAT_ALIAS_sigaddset 0, "leat_sigaddset"
#define LEAT_ALIAS_sigdelset 0, "leat_sigdelset"
#define LEAT_ALIAS_sigismember 0, "leat_sigismember"
#define LEAT_ALIAS_sigprocmask 0, "leat_sigprocmask"
#define LEAT_ALIAS_pthread_sigmask 0, "leat_pthread_sigmask"
#define LEAT_ALIAS_sigpending 0, "leat_sigpending"
/* <leat/sysv_msg.h> */
#define LEAT_ALIAS_ftok 0, "leat_ftok"
#define LEAT_ALIAS_msgget 0, "leat_msgget"
#define LEAT_ALIAS_msgsnd 0, "leat_msgsnd"
#define LEAT_ALIAS_msgrcv 0, "leat_msgrcv"
#define LEAT_ALIAS_msgctl 0, "leat_msgctl"
/* <leat/sysv_sem.h> */
#define LEAT_ALIAS_semctl 0, "leat_semctl"
#define LEAT_ALIAS_semget 0, "leat_semget"
#define LEAT_ALIAS_semop 0, "leat_semop"
#define LEAT_ALIAS_semtimedop 0, "leat_semtimedop"
/* <leat/sysv_shm.h> */
#define LEAT_ALIAS_shmget 0, "leat_shmget"
#define LEAT_ALIAS_shmat 0, "leat_shmat"
#define LEAT_ALIAS_shmdt 0, "leat_shmdt"
#define LEAT_ALIAS_shmctl 0, "leat_shmctl"
/* <leat/posix_mq.h> */
#define LEAT_ALIAS_mq_open 0, "leat_mq_open"
#define LEAT_ALIAS_mq_close 0, "leat_mq_close"
#define LEAT_ALIAS_mq_unlink 0, "leat_mq_unlink"
#define LEAT_ALIAS_mq_send 0, "leat_mq_send"
#define LEAT_ALIAS_mq_timedsend 0, "leat_mq_timedsend"
#define LEAT_ALIAS_mq_receive 0, "leat_mq_receive"
#define LEAT_ALIAS_mq_timedreceive 0, "leat_mq_timedreceive"
#define LEAT_ALIAS_mq_getattr 0, "leat_mq_getattr"
#define LEAT_ALIAS_mq_setattr 0, "leat_mq_setattr"
#define LEAT_ALIAS_mq_notify 0, "leat_mq_notify"
#define LEAT_ALIAS___mq_open_2 0, "leat_mq_open_2"
/* <leat/posix_sem.h> */
#define LEAT_ALIAS_sem_open 0, "leat_sem_open"
#define LEAT_ALIAS_sem_close 0, "leat_sem_close"
#define LEAT_ALIAS_sem_unlink 0, "leat_sem_unlink"
#define LEAT_ALIAS_sem_init 0, "leat_sem_init"
#define LEAT_ALIAS_sem_destroy 0, "leat_sem_destroy"
#define LEAT_ALIAS_sem_wait 0, "leat_sem_wait"
#define LEAT_ALIAS_sem_trywait 0, "leat_sem_trywait"
#define LEAT_ALIAS_sem_timedwait 0, "leat_sem_timedwait"
#define LEAT_ALIAS_sem_clockwait 0, "leat_sem_clockwait"
#define LEAT_ALIAS_sem_post 0, "leat_sem_post"
#define LEAT_ALIAS_sem_getvalue 0, "leat_sem_getvalue"
/* <leat/sync.h> */
#define LEAT_ALIAS_pthread_mutex_init 0, "leat_pthread_mutex_init"
#define LEAT_ALIAS_pthread_mutex_lock 0, "leat_pthread_mutex_lock"
#define LEAT_ALIAS_pthread_mutex_trylock 0, "leat_pthread_mutex_trylock"
#define LEAT_ALIAS_pthread_mutex_timedlock 0, "leat_pthread_mutex_timedlock"
#define LEAT_ALIAS_pthread_mutex_unlock 0, "leat_pthread_mutex_unlock"
#define LEAT_ALIAS_pthread_mutex_destroy 0, "leat_pthread_mutex_destroy"
#define LEAT_ALIAS_pthread_mutex_consistent 0, "leat_pthread_mutex_consistent"
#define LEAT_ALIAS_pthread_cond_wait 0, "leat_pthread_cond_wait"
#define LEAT_ALIAS_pthread_cond_timedwait 0, "leat_pthread_cond_timedwait"
#define LEAT_ALIAS_pthread_cond_signal 0, "leat_pthread_cond_signal"
#define LEAT_ALIAS_pthread_cond_broadcast 0, "leat_pthread_cond_broadcast"
/* <leat/posix_shm.h> */
#define LEAT_ALIAS_shm_open 0, "leat_shm_open"
#define LEAT_ALIAS_shm_unlink 0, "leat_shm_unlink"
#define LEAT_ALIAS_memfd_create 0, "leat_memfd_create"
/* <leat/map.h> */
#define LEAT_ALIAS_mremap 0, "leat_mremap"
#define LEAT_ALIAS_mmap 0, "leat_mmap"
#define LEAT_ALIAS_mmap64 0, "leat_mmap"
#define LEAT_ALIAS_munmap 0, "leat_munmap"
#define LEAT_ALIAS_msync 0, "leat_msync"
#define LEAT_ALIAS_mprotect 0, "leat_mprotect"
#define LEAT_ALIAS_madvise 0, "leat_madvise"
#define LEAT_ALIAS_mlock 0, "leat_mlock"
#define LEAT_ALIAS_munlock 0, "leat_munlock"
/* <leat/filelock.h> */
#define LEAT_ALIAS_flock 0, "leat_flock"
#define LEAT_ALIAS_lockf 0, "leat_lockf"
#define LEAT_ALIAS_lockf64 0, "leat_lockf"
/* <leat/socket.h> */
#define LEAT_ALIAS_socket 0, "leat_socket"
#define LEAT_ALIAS_socketpair 0, "leat_socketpair"
#define LEAT_ALIAS_bind 0, "leat_bind"
#define LEAT_ALIAS_listen 0, "leat_listen"
#define LEAT_ALIAS_accept 0, "leat_accept"
#define LEAT_ALIAS_accept4 0, "leat_accept4"
#define LEAT_ALIAS_connect 0, "leat_connect"
#define LEAT_ALIAS_shutdown 0, "leat_shutdown"
#define LEAT_ALIAS_getsockopt 0, "leat_getsockopt"
#define LEAT_ALIAS_setsockopt 0, "leat_setsockopt"
#define LEAT_ALIAS_getsockname 0, "leat_getsockname"
#define LEAT_ALIAS_getpeername 0, "leat_getpeername"
#define LEAT_ALIAS_send 0, "leat_send"
#define LEAT_ALIAS_sendto 0, "leat_sendto"
#define LEAT_ALIAS_sendmsg 0, "leat_sendmsg"
#define LEAT_ALIAS_recv 0, "leat_recv"
#define LEAT_ALIAS_recvfrom 0, "leat_recvfrom"
#define LEAT_ALIAS_recvmsg 0, "leat_recvmsg"
#define LEAT_ALIAS_getaddrinfo 0, "leat_getaddrinfo"
#define LEAT_ALIAS_freeaddrinfo 0, "leat_freeaddrinfo"
#define LEAT_ALIAS_getnameinfo 0, "leat_getnameinfo"
#define LEAT_ALIAS_gai_strerror 0, "leat_gai_strerror"
#define LEAT_ALIAS_gethostbyname 0, "leat_gethostbyname"
#define LEAT_ALIAS_gethostbyaddr 0, "leat_gethostbyaddr"
#define LEAT_ALIAS_herror 0, "leat_herror"
#define LEAT_ALIAS_getservbyname 0, "leat_getservbyname"
#define LEAT_ALIAS_getservbyport 0, "leat_getservbyport"
#define LEAT_ALIAS_inet_pton 0, "leat_inet_pton"
#define LEAT_ALIAS_inet_ntop 0, "leat_inet_ntop"
#define LEAT_ALIAS_inet_aton 0, "leat_inet_aton"
#define LEAT_ALIAS___recv_chk 0, "leat_recv_chk"
#define LEAT_ALIAS___recvfrom_chk 0, "leat_recvfrom_chk"

#endif /* __ASSEMBLER__ */
#endif /* LEAT_COMPAT_H */
