/*
 * What the arguments of the mirrors are made of. An argument has a kind; a kind has points, the values that are tried:
 * the first is good, the second and third are as bad as the kind allows (for a pointer NULL and (void *)1), the others
 * are bad in ways of their own. Points are made in the child that makes the call, so that each call has fresh ones.
 */
#ifndef POINTS_H
#define POINTS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Any argument and any result: the ABIs of Linux pass integers and pointers as one word each. */
typedef uint64_t word;

struct point {
	const char *label;
	word (*make)(const struct point *);
	const void *data;
	long x;
};

struct kind {
	const struct point *points;
	int count;
	/* What is written there differs by nature (times, process ids): only whether it is written is compared. */
	int differs;
};

/* The kinds. NONE ends a row's list. */
#define KINDS(K)                                                                                                \
	K(NONE) K(PATH) K(DIR_FD) K(DESCRIPTOR) K(LOCKABLE) K(NEW_FD) K(FD_SOCKET) K(EPOLL) K(TIMER) K(SIGNAL_FD) K(QUEUE)  \
	K(OPEN_FLAGS) K(OPEN_FLAGS_ONLY) K(FLAGS) K(NUMBER) K(MODE) K(DEVICE) K(SIZE) K(OFFSET) K(BUFFER)       \
	K(OUT_BUFFER) K(ROOM) K(OFFSET_POINTER) K(IOVEC) K(COUNT) K(WHENCE) K(STATUS_FILE) K(POLLFD) K(FD_SET_) \
	K(FD_COUNT) K(TIMEOUT_MS) K(TIMESPEC) K(TIMEVAL) K(SIGSET) K(OUT_SIGSET) K(EPOLL_OP) K(EPOLL_EVENT)     \
	K(OUT_EVENTS) K(STREAM) K(FILE_MODE) K(FDS) K(TEXT) K(END) K(ARGV) K(OUT_PID) K(SPAWN_ACTIONS)          \
	K(SPAWN_ATTRIBUTES) K(WAIT_PID) K(OUT_STATUS) K(WAIT_OPTIONS) K(ID_TYPE) K(OUT_INFO) K(OUT_USAGE)       \
	K(COMMAND) K(POPENED) K(PID) K(GROUP) K(SIGNO) K(VALUE) K(SECONDS) K(TIMER_KIND) K(ITIMERVAL)           \
	K(OUT_ITIMERVAL) K(CLOCK) K(ITIMERSPEC) K(OUT_ITIMERSPEC) K(HANDLER) K(ACTION) K(OUT_ACTION) K(STACK)   \
	K(OUT_STACK) K(MASK_HOW) K(OUT_INT) K(PROJECT) K(KEY_MSG) K(KEY_SEM) K(KEY_SHM) K(GET_FLAGS) K(ID_MSG)  \
	K(ID_SEM) K(ID_SHM) K(MESSAGE) K(MESSAGE_TYPE) K(MESSAGE_FLAGS) K(IPC_COMMAND) K(STATUS_MSG)            \
	K(STATUS_SHM) K(SEM_NUMBER) K(SEM_COMMAND) K(SEM_COMMAND_ALONE) K(SEM_ARGUMENT) K(SEMBUF) K(ADDRESS_SHM) \
	K(ATTACHED) K(NAME_MQ) K(NAME_SEM) K(NAME_SHM) K(MQ_ATTR) K(OUT_MQ_ATTR) K(PRIORITY) K(OUT_PRIORITY)    \
	K(SIGEVENT) K(SEMAPHORE) K(NAMED_SEMAPHORE) K(OUT_SEMAPHORE) K(SEM_VALUE) K(MEMFD_NAME) K(MEMFD_FLAGS)  \
	K(MAPPED) K(MAP_HINT) K(LENGTH) K(PROTECTION) K(MAP_FLAGS) K(REMAP_FLAGS) K(REMAP_FLAGS_ALONE)          \
	K(SYNC_FLAGS) K(ADVICE) K(LOCK) K(LOCKF_COMMAND) K(FCNTL) K(FCNTL_ALONE) K(FCNTL_ARGUMENT) K(DOMAIN)    \
	K(SOCKET_TYPE) K(PROTOCOL) K(SOCKADDR) K(ADDRESS_LENGTH) K(BACKLOG) K(OUT_SOCKADDR) K(LENGTH_POINTER)   \
	K(HOW) K(LEVEL) K(OPTION) K(OPTION_VALUE) K(OUT_OPTION) K(OPTION_LENGTH) K(MESSAGE_HEADER)              \
	K(TRANSFER_FLAGS) K(HOST) K(SERVICE) K(HINTS) K(OUT_LIST) K(LIST) K(NAME_INFO_FLAGS) K(EAI)             \
	K(BINARY_ADDRESS) K(FAMILY) K(SERVICE_NAME) K(PROTOCOL_NAME) K(ADDRESS_TEXT) K(DIRECTORY) K(LINK)       \
	K(TEMPLATE) K(OWNER) K(AT_FLAGS) K(TERMINAL) K(MASTER) K(REQUEST) K(REQUEST_ALONE) K(IOCTL_ARGUMENT)    \
	K(TERMIOS) K(OUT_TERMIOS) K(SETTING_TIME) K(ALLOCATION) K(RESOURCE) K(LIMITS) K(OUT_LIMITS)             \
	K(OUT_THREAD) K(THREAD_ATTRIBUTES) K(THREAD_START) K(THREAD) K(KILLED_THREAD) K(OUT_RESULT)             \
	K(OUT_TIMESPEC) K(MICROSECONDS) K(MUTEX) K(OUT_MUTEX) K(MUTEX_ATTRIBUTES) K(CONDITION)

#define KIND_NUMBER(name) name,
enum kind_number { KINDS(KIND_NUMBER) KIND_COUNT };

const struct kind *kind(enum kind_number number);

/* Bytes of memory that an argument points to; their hash is part of the outcome. */
struct watched {
	const void *start;
	size_t size;
};

enum {
	SLOTS = 16,
	FILL = 0xa5, /* the bytes of memory that nothing was written to */
};

/* Maps the memory of the arguments, once; each child then has its own copy. */
void arena_make(void);
/* The number of slots in use, and what is to be watched there. */
int arena_slots(void);
struct watched arena_watched(int slot);
/* In the child: makes argument number `index`, in slot `index`. */
word point_make(const struct point *point, int index);

/* What the child made that outlives it; the worker removes it. */
struct leftovers {
	/* System V objects: of each family the one an argument is and the one the call made, or -1. */
	int ids[3][2];
	/* A POSIX queue, semaphore and segment. */
	char name[300];
};
extern struct leftovers *leftovers;
void leftovers_reset(void);
void leftovers_remove(void);

/* The worker's process id, of which names and keys are made: both sides of a comparison use the same. */
extern pid_t worker;

/* A fixture could not be made: says so to the worker and ends the child. */
#define MUST(expression)                                                                                        \
	do {                                                                                                    \
		if (!(expression))                                                                              \
			fixture_failed(#expression, __LINE__);                                                  \
	} while (0)
void fixture_failed(const char *expression, int line);

#endif
