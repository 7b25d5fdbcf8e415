/* The points of descriptors, files, sizes, processes and signals. */
#include "fixtures.h"

#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

POINTS(NONE, V(0))
#define PATHS                                                                                                   \
	BAD_POINTERS, P(""), P("missing"), P("missing/"), P("missing/x"), P("file/"), P("file/x"), P("file/x/y"), P("dir/"), \
		P("dir//x"), P("locked/x"), P("locked/x/y"), P("loop/x"), P("fifo"), P("script"), P("noexec"), P("."),  \
		P("/leat-no-such-directory/x"), {"a path that is not UTF-8", make_path, "\xff\xfe\x80", 0},             \
		LONG("a name of 256 bytes", "n", 256), LONG("a path of PATH_MAX - 1 bytes", "./", PATH_MAX - 1),        \
		LONG("a path of PATH_MAX bytes", "./", PATH_MAX), LONG("a path of 5000 bytes", "d/", 5000),             \
		UNENDED("100 bytes without a NUL", "n", 100), UNENDED("5000 bytes without a NUL", "n", 5000)
POINTS(PATH, P("file"), PATHS, P("dir"), P("loop"))
POINTS(DIRECTORY, P("dir"), PATHS, P("file"), P("loop"))
POINTS(LINK, P("loop"), PATHS, P("file"), P("dir"))
/* Where a name has a ~, what is behind it is chance. */
POINTS_THAT_DIFFER(TEMPLATE,
	T("file~XXXXXX"), BAD_POINTERS, T(""), T("XXXXX"), T("file~XXXXXX.c"), T("missing/file~XXXXXX"),
	{"file/~XXXXXX", make_path, "file/~XXXXXX", 0}, {"dir/~XXXXXX", make_path, "dir/~XXXXXX", 0},
	T("./~XXXXXXX"), LONG("5000 letters", "X", 5000), UNENDED("text without a NUL", "X", 9))
POINTS(OWNER, V(-1), V(INT_MAX), V(0), V(65534))
POINTS(AT_FLAGS,
	V(0), V(-1), V(0x7fffffff), V(AT_REMOVEDIR), V(AT_SYMLINK_FOLLOW), V(AT_SYMLINK_NOFOLLOW), V(AT_EMPTY_PATH),
	V(AT_SYMLINK_FOLLOW | AT_EMPTY_PATH), V(AT_NO_AUTOMOUNT), V(1))
POINTS(DIR_FD,
	V(AT_FDCWD), V(-1), N("a closed descriptor", CLOSED_FD), D(FD_DIRECTORY, "a directory"), D(FD_FILE, "a file"),
	D(FD_PIPE_READ, "a pipe"), V(INT_MAX), V(INT_MIN))

#define BAD_FDS V(-1), N("a closed descriptor", CLOSED_FD), V(1 << 20), V(INT_MAX), V(INT_MIN)
#define WRONG_FDS                                                                                               \
	BAD_FDS, D(FD_FILE, "a file"), D(FD_PIPE_READ, "the read end of a pipe"),                               \
		D(FD_PIPE_WRITE, "the write end of a pipe"), D(FD_PAIR, "a socket"), D(FD_DIRECTORY, "a directory"), \
		D(FD_EPOLL, "an epoll"), D(FD_EVENTFD, "an eventfd")
POINTS(DESCRIPTOR,
	D(FD_FILE, "a file"), WRONG_FDS, D(FD_READ_ONLY, "a file to read"), D(FD_WRITE_ONLY, "a file to write"),
	D(FD_PIPE_EMPTY, "the read end of an empty pipe"), D(FD_TIMER, "a timer"), D(FD_MEMORY, "a memory file"),
	D(FD_UNIX, "an unconnected socket"), D(FD_LISTENING, "a listening socket"))
/* Not an epoll or an eventfd: all of these that there are share an inode, and so the locks on it. */
POINTS(LOCKABLE,
	D(FD_FILE, "a file"), BAD_FDS, D(FD_PIPE_READ, "the read end of a pipe"),
	D(FD_PIPE_WRITE, "the write end of a pipe"), D(FD_PAIR, "a socket"), D(FD_DIRECTORY, "a directory"),
	D(FD_READ_ONLY, "a file to read"), D(FD_WRITE_ONLY, "a file to write"), D(FD_MEMORY, "a memory file"))
POINTS(NEW_FD, V(160), V(-1), V(1 << 20), V(INT_MAX), V(INT_MIN), V(0))
POINTS(FD_SOCKET,
	D(FD_PAIR, "a connected socket"), WRONG_FDS, D(FD_DATAGRAM_PAIR, "a connected datagram socket"),
	D(FD_UNIX, "an unconnected socket"), D(FD_UNIX_DATAGRAM, "an unconnected datagram socket"),
	D(FD_LISTENING, "a listening socket"), D(FD_CALLED, "a listening socket with a caller"),
	D(FD_TCP, "a TCP socket"), D(FD_UDP, "a UDP socket"))
POINTS(EPOLL, D(FD_EPOLL, "an epoll"), WRONG_FDS)
POINTS(TIMER, D(FD_TIMER, "a timer"), WRONG_FDS)
POINTS(SIGNAL_FD,
	V(-1), N("a closed descriptor", CLOSED_FD), V(INT_MIN), D(FD_SIGNALFD, "a signalfd"), V(INT_MAX),
	D(FD_FILE, "a file"), D(FD_PIPE_READ, "a pipe"), D(FD_EPOLL, "an epoll"))
POINTS(QUEUE, D(FD_QUEUE, "a queue"), WRONG_FDS, D(FD_QUEUE_EMPTY, "an empty queue to read"))

POINTS(TERMINAL, D(FD_TERMINAL, "a terminal"), WRONG_FDS, D(FD_MASTER, "a master"))
POINTS(MASTER, D(FD_MASTER, "a master"), WRONG_FDS, D(FD_TERMINAL, "a terminal"))

#define BITS                                                                                                    \
	V(1), V(2), V(4), V(8), V(0x10), V(0x20), V(0x40), V(0x80), V(0x100), V(0x400), V(0x800), V(0x1000),    \
		V(0x4000), V(0x8000), V(0x10000), V(0x80000), V(0x100000), V(0x1000000), V(0x40000000), V(INT_MIN)
POINTS(OPEN_FLAGS,
	V(O_RDONLY), V(-1), V(0x7fffffff), V(O_RDWR | O_CREAT), V(O_WRONLY | O_CREAT | O_EXCL),
	V(O_RDONLY | O_DIRECTORY), V(O_RDWR | O_TMPFILE), V(O_RDONLY | O_NOFOLLOW), V(O_ACCMODE), BITS)
/* Without O_CREAT and O_TMPFILE, for which a further argument must be there. */
POINTS(OPEN_FLAGS_ONLY,
	V(O_RDONLY), V(O_ACCMODE), V(0x7fffffff & ~(O_CREAT | O_TMPFILE)), V(O_WRONLY), V(O_RDWR),
	V(O_RDONLY | O_DIRECTORY), V(O_RDONLY | O_NOFOLLOW), V(O_TRUNC), V(8), V(0x20), V(INT_MIN))
POINTS(FLAGS, V(0), V(-1), V(0x7fffffff), BITS)
POINTS(NUMBER, V(1), V(-1), V(0), V(INT_MAX), V(INT_MIN))
POINTS(MODE,
	V(0600), V(-1), V(0x7fffffff), V(0), V(07777), V(S_IFIFO | 0600), V(S_IFDIR | 0700), V(S_IFREG), V(S_IFSOCK),
	V(S_IFCHR | 0600), V(1), V(7), V(8))
POINTS(DEVICE, V(0), V(-1), V(1L << 40))

POINTS(SIZE, V(4), SIZES)
POINTS(ROOM, V(64), V(0), V(1), V(SIZE_MAX))
POINTS(OFFSET, V(0), V(-1), V(LONG_MAX), V(LONG_MIN), V(1), V(1L << 40))
/* Little, as room for it is really made. */
POINTS(ALLOCATION, V(4096), V(-1), V(LONG_MIN), V(0), V(1), V(4097))
POINTS(BUFFER, OBJECT("a buffer", char[64], "leat"), BAD_POINTERS, {"a buffer of 2", make_object, "le", 2})
POINTS(OUT_BUFFER, {"room for 64", make_object, NULL, 64}, BAD_POINTERS, {"room for 2", make_object, NULL, 2})
POINTS(OFFSET_POINTER,
	V(NULL), N("(void *)1", 1), OBJECT("&-1", long, -1), OBJECT("&0", long, 0),
	OBJECT("&LONG_MAX", long, LONG_MAX), HALF(long))
#define IOVEC_OF(label, ...) {label, make_parts, (const struct iovec[2]){__VA_ARGS__}, 0}
POINTS(IOVEC,
	IOVEC_OF("two parts", {GOOD, 4}, {GOOD, 3}), BAD_POINTERS, IOVEC_OF("NULL in a part", {GOOD, 4}, {NULL, 4}),
	IOVEC_OF("(void *)1 in a part", {(void *)1, 4}, {GOOD, 4}),
	IOVEC_OF("a huge part", {GOOD, SIZE_MAX}, {GOOD, 4}),
	IOVEC_OF("huge parts", {GOOD, SSIZE_MAX}, {GOOD, SSIZE_MAX}),
	IOVEC_OF("empty parts", {NULL, 0}, {(void *)1, 0}), HALF(struct iovec))
POINTS(COUNT, V(2), V(-1), V(INT_MAX), V(0), V(1), V(3), V(1025), V(501), V(SIZE_MAX))
POINTS(WHENCE, V(SEEK_SET), V(-1), V(INT_MAX), V(SEEK_CUR), V(SEEK_END), V(SEEK_DATA), V(SEEK_HOLE), V(8))
POINTS_THAT_DIFFER(STATUS_FILE, ROOM_FOR(struct stat), BAD_POINTERS, HALF(struct stat))
POINTS(POLLFD,
	OBJECT("a closed descriptor", struct pollfd, CLOSED_FD, POLLIN, 0), BAD_POINTERS,
	OBJECT("-1", struct pollfd, -1, POLLIN, 0), HALF(struct pollfd))
POINTS(FD_SET_,
	V(NULL), N("(void *)1", 1), HALF(fd_set), OBJECT("an empty set", fd_set, {0}),
	OBJECT("a set with 0", fd_set, {1}), OBJECT("a set with a closed descriptor", fd_set, {0, 0, 1 << 22}))
POINTS(FD_COUNT, V(1), V(-1), V(INT_MAX), V(0), V(2), V(151), V(1024), V(1 << 20), V(SIZE_MAX))
POINTS(TIMEOUT_MS, V(0), V(-1), V(INT_MIN), V(1), V(INT_MAX))
#define TIMES(type, factor)                                                                                     \
	OBJECT("a moment", type, 0, 1 * factor), BAD_POINTERS, OBJECT("{0, 2e9}", type, 0, 2000000 * factor),   \
		OBJECT("{0, -1}", type, 0, -1), OBJECT("{-1, 0}", type, -1, 0),                                 \
		OBJECT("{LONG_MAX, 0}", type, LONG_MAX, 0),                                                     \
		OBJECT("{0, LONG_MAX}", type, 0, LONG_MAX), OBJECT("{LONG_MIN, LONG_MIN}", type, LONG_MIN, LONG_MIN), \
		OBJECT("{0, 0}", type, 0, 0), HALF(type)
POINTS(TIMESPEC, TIMES(struct timespec, 1000))
POINTS_THAT_DIFFER(TIMEVAL, TIMES(struct timeval, 1))
POINTS(SIGSET,
	{"SIGUSR1, which is pending", make_sigset, NULL, SIGUSR1}, BAD_POINTERS,
	{"the empty set", make_sigset, NULL, 0}, {"the full set", make_sigset, NULL, -1},
	{"a short set", make_object, NULL, 4}, HALF(sigset_t))
POINTS(OUT_SIGSET, ROOM_FOR(sigset_t), BAD_POINTERS, HALF(sigset_t))
POINTS(REQUEST,
	V(TIOCGWINSZ), V(-1), V(0x7fffffff), V(0), V(TIOCSWINSZ), V(TCGETS), V(TIOCGPGRP), V(TIOCSPGRP), V(TIOCSCTTY),
	V(FIONREAD), V(FIONBIO), V(FIOCLEX), V(SIOCATMARK), V(SIOCGIFNAME), V(1L << 32 | TIOCGWINSZ))
POINTS(REQUEST_ALONE, V(FIOCLEX), V(FIONCLEX), V(TIOCNOTTY), V(TIOCEXCL))
POINTS(IOCTL_ARGUMENT,
	OBJECT("room for 64", int[16], 1), BAD_POINTERS, V(-1), {"room for 2 bytes", make_object, "\1", 2})
POINTS(TERMIOS,
	OBJECT("settings", struct termios, .c_cflag = CS8 | B9600), BAD_POINTERS, HALF(struct termios),
	OBJECT("all bits", struct termios, .c_iflag = -1, .c_oflag = -1, .c_cflag = -1, .c_lflag = -1))
POINTS(OUT_TERMIOS, ROOM_FOR(struct termios), BAD_POINTERS, HALF(struct termios))
POINTS(SETTING_TIME, V(TCSANOW), V(-1), V(INT_MAX), V(TCSADRAIN), V(TCSAFLUSH), V(3))
POINTS(EPOLL_OP, V(EPOLL_CTL_ADD), V(-1), V(0x7fffffff), V(0), V(EPOLL_CTL_DEL), V(EPOLL_CTL_MOD), V(4))
POINTS(EPOLL_EVENT,
	OBJECT("an event", struct epoll_event, .events = EPOLLIN), BAD_POINTERS,
	OBJECT("all events", struct epoll_event, .events = -1), HALF(struct epoll_event))
POINTS(OUT_EVENTS, ROOM_FOR(struct epoll_event), BAD_POINTERS, HALF(struct epoll_event))

POINTS(STREAM,
	{"a stream", make_stream, NULL, 0}, BAD_POINTERS, {"zeroes", make_object, &(const char[512]){0}, 512},
	{"a stream of popen", make_stream, NULL, 1})
POINTS(POPENED,
	{"a stream of popen", make_stream, NULL, 1}, BAD_POINTERS, {"one to write", make_stream, NULL, 2},
	{"a stream", make_stream, NULL, 0}, {"zeroes", make_object, &(const char[512]){0}, 512})
POINTS(FILE_MODE,
	T("r"), BAD_POINTERS, T(""), T("w"), T("rw"), T("r+"), T("wx"), T("ax"), T("re"), T("x"), T("\xff"),
	T("r,ccs=none-such"), {"\"r\" without a NUL", make_unended, "r", 0},
	{"\"rrrrrrr\" without a NUL", make_unended, "rrrrrrr", 0}, LONG("5000 letters", "r", 5000))
POINTS(FDS, {"room for two", make_object, NULL, 8}, BAD_POINTERS, {"room for one", make_object, NULL, 4})
POINTS(TEXT,
	T("x"), N("(void *)1", 1), T("\xff\xfe"), T(""), LONG("5000 letters", "t", 5000),
	UNENDED("text without a NUL", "t", 9))
POINTS(END, V(NULL))
#define ARGV_OF(label, ...)                                                                                     \
	{label, make_argv, (char *const[]){__VA_ARGS__}, sizeof((char *const[]){__VA_ARGS__}) / sizeof(char *)}
POINTS(ARGV,
	ARGV_OF("{\"x\"}", GOOD, NULL), BAD_POINTERS, ARGV_OF("{}", NULL), ARGV_OF("{(void *)1}", (char *)1, NULL),
	ARGV_OF("{\"x\", …} without a NULL", GOOD, GOOD))
POINTS_THAT_DIFFER(OUT_PID, ROOM_FOR(pid_t), BAD_POINTERS)
#define ACTIONS(label, x) {label, make_actions, NULL, x}
POINTS(SPAWN_ACTIONS,
	V(NULL), N("(void *)1", 1), ACTIONS("open missing", 1), ACTIONS("none", 0), ACTIONS("dup2 closed", 2),
	ACTIONS("open file/x", 3), ACTIONS("open noexec", 4))
#define ATTRIBUTES(flags) {#flags, make_attributes, NULL, flags}
POINTS(SPAWN_ATTRIBUTES,
	V(NULL), N("(void *)1", 1), ATTRIBUTES(POSIX_SPAWN_SETPGROUP), ATTRIBUTES(0), ATTRIBUTES(0x7f))
POINTS(WAIT_PID,
	{"a zombie", make_pid, NULL, 2}, N("nobody", NOBODY), V(INT_MIN), V(-1), V(0),
	{"a reaped child", make_pid, NULL, 3}, {"itself", make_pid, NULL, 0}, V(-NOBODY))
#define STATUS(label, size) {label, make_status, NULL, size}
POINTS(OUT_STATUS,
	STATUS("room for a status", 4), STATUS("NULL", 0), STATUS("(void *)1", 1), STATUS("half a status", 2))
POINTS_THAT_DIFFER(OUT_INFO, ROOM_FOR(siginfo_t), BAD_POINTERS, HALF(siginfo_t))
POINTS_THAT_DIFFER(OUT_USAGE, ROOM_FOR(struct rusage), BAD_POINTERS, HALF(struct rusage))
POINTS(WAIT_OPTIONS,
	V(WEXITED), V(-1), V(0x7fffffff), V(0), V(WNOHANG), V(WUNTRACED), V(WNOHANG | WEXITED), V(WNOWAIT), V(8),
	V(16), V(1 << 30))
POINTS(ID_TYPE, V(P_PID), V(-1), V(INT_MAX), V(P_ALL), V(P_PGID), V(3), V(4))
POINTS(COMMAND,
	T("exit 3"), BAD_POINTERS, T(""), T("no-such-command-of-leat"), T("\xff\xfe"), T("kill -9 $$"), T("("),
	LONG("a word of 5000 letters", "c", 5000), UNENDED("text without a NUL", "t", 9))
POINTS(PID,
	{"itself", make_pid, NULL, 0}, N("nobody", NOBODY), V(INT_MIN), {"a reaped child", make_pid, NULL, 3},
	V(-NOBODY), {"its own group", make_pid, NULL, 1}, V(INT_MAX))
POINTS(GROUP,
	{"its own group", make_pid, NULL, 0}, N("nobody", NOBODY), V(INT_MIN), {"a reaped child", make_pid, NULL, 3},
	V(-NOBODY))
POINTS(SIGNO,
	V(SIGUSR1), V(-1), V(INT_MAX), V(0), V(64), V(65), V(SIGKILL), V(SIGSTOP), V(32), V(SIGCHLD), V(INT_MIN))
POINTS(VALUE, V(0), V(-1), V(1))
POINTS(SECONDS, V(1000), V(UINT_MAX), V(INT_MAX), V(0))
POINTS(TIMER_KIND, V(ITIMER_REAL), V(-1), V(INT_MAX), V(ITIMER_VIRTUAL), V(ITIMER_PROF), V(3))
#define TIMERS(type, factor)                                                                                    \
	OBJECT("1000 s", type, .it_value = {1000, 0}), BAD_POINTERS, OBJECT("off", type, .it_value = {0, 0}),   \
		OBJECT("{1000, 2e9}", type, .it_value = {1000, 2000000 * factor}),                              \
		OBJECT("{1000, -1}", type, .it_value = {1000, -1}), OBJECT("{-1, 0}", type, .it_value = {-1, 0}), \
		OBJECT("interval {0, -1}", type, {0, -1}, {1000, 0}),                                           \
		OBJECT("{LONG_MAX, 0}", type, .it_value = {LONG_MAX, 0}),                                       \
		HALF(type)
POINTS(ITIMERVAL, TIMERS(struct itimerval, 1))
POINTS_THAT_DIFFER(OUT_ITIMERVAL, ROOM_FOR(struct itimerval), BAD_POINTERS, HALF(struct itimerval))
POINTS(CLOCK,
	V(CLOCK_MONOTONIC), V(-1), V(INT_MAX), V(CLOCK_REALTIME), V(CLOCK_BOOTTIME), V(CLOCK_PROCESS_CPUTIME_ID),
	V(CLOCK_BOOTTIME_ALARM), V(64), V(INT_MIN))
POINTS(ITIMERSPEC, TIMERS(struct itimerspec, 1000))
POINTS_THAT_DIFFER(OUT_ITIMERSPEC, ROOM_FOR(struct itimerspec), BAD_POINTERS, HALF(struct itimerspec))
POINTS(HANDLER, V(SIG_DFL), V(SIG_ERR), V(SIG_IGN), N("an address that is no function", 4096))
POINTS(ACTION,
	OBJECT("SIG_IGN", struct sigaction, .sa_handler = SIG_IGN), BAD_POINTERS,
	OBJECT("all flags", struct sigaction, .sa_handler = SIG_IGN, .sa_flags = -1), HALF(struct sigaction))
POINTS_THAT_DIFFER(OUT_ACTION, ROOM_FOR(struct sigaction), BAD_POINTERS, HALF(struct sigaction))
static char stack[1 << 16];
POINTS(STACK,
	OBJECT("a stack", stack_t, .ss_sp = stack, .ss_size = sizeof stack), BAD_POINTERS,
	OBJECT("a small stack", stack_t, .ss_sp = stack, .ss_size = 1),
	OBJECT("no stack", stack_t, .ss_flags = SS_DISABLE),
	OBJECT("all flags", stack_t, .ss_sp = stack, .ss_flags = -1, .ss_size = sizeof stack), HALF(stack_t))
POINTS(OUT_STACK, ROOM_FOR(stack_t), BAD_POINTERS, HALF(stack_t))
POINTS(MASK_HOW, V(SIG_SETMASK), V(-1), V(INT_MAX), V(SIG_BLOCK), V(SIG_UNBLOCK), V(3))
POINTS(OUT_INT, ROOM_FOR(int), BAD_POINTERS, {"room for 2 bytes", make_object, NULL, 2})
POINTS(OUT_TIMESPEC, ROOM_FOR(struct timespec), BAD_POINTERS, HALF(struct timespec))
/* Some return at once, the others not for a long time: what is neither may or may not be in time. */
POINTS(MICROSECONDS, V(1), V(UINT_MAX), V(INT_MAX), V(0), V(100000000))
POINTS(RESOURCE,
	V(RLIMIT_CORE), V(-1), V(INT_MAX), V(RLIMIT_NOFILE), V(RLIMIT_FSIZE), V(RLIMIT_NPROC), V(RLIMIT_RTPRIO), V(16),
	V(INT_MIN))
#define LIMIT(...) OBJECT("{" #__VA_ARGS__ "}", struct rlimit, __VA_ARGS__)
POINTS(LIMITS,
	LIMIT(0, 0), BAD_POINTERS, LIMIT(1, 0), LIMIT(64, RLIM_INFINITY), LIMIT(RLIM_INFINITY, RLIM_INFINITY),
	LIMIT(RLIM_INFINITY, 1), HALF(struct rlimit))
POINTS(OUT_LIMITS, ROOM_FOR(struct rlimit), BAD_POINTERS, HALF(struct rlimit))
