/*
 * The variadic mirrors. Rust cannot define a variadic function; it can call one. So each function here reads the
 * optional argument exactly when the manual page says there is one (ioctl's says nothing), and hands all of them to its half in Rust
 * (src/.../variadic.rs), which makes the call and records a failure. An argument that is absent is passed on as 0.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/sem.h>
#include <sys/types.h>

/* Declared hidden here: the Rust halves are no part of the API. */
#define HALF __attribute__((visibility("hidden"))) extern
#define API __attribute__((visibility("default")))

HALF int leat_half_open(const char *path, int flags, mode_t mode);
HALF int leat_half_openat(int dir_fd, const char *path, int flags, mode_t mode);
HALF int leat_half_fcntl(int fd, int command, unsigned long argument);
HALF int leat_half_ioctl(int fd, unsigned long request, unsigned long argument);
HALF int leat_half_semctl(int id, int number, int command, unsigned long argument);
HALF mqd_t leat_half_mq_open(const char *name, int flags, mode_t mode, struct mq_attr *attributes);
HALF sem_t *leat_half_sem_open(const char *name, int flags, mode_t mode, unsigned value);
HALF void *leat_half_mremap(void *address, size_t length, size_t new_length, int flags, void *new_address);
HALF int leat_half_execl(const char *path, char *const *argv);
HALF int leat_half_execlp(const char *file, char *const *argv);
HALF int leat_half_execle(const char *path, char *const *argv, char *const *envp);

API int leat_open(const char *path, int flags, ...);
API int leat_openat(int dir_fd, const char *path, int flags, ...);
API int leat_fcntl(int fd, int command, ...);
API int leat_ioctl(int fd, unsigned long request, ...);
API int leat_semctl(int id, int number, int command, ...);
API mqd_t leat_mq_open(const char *name, int flags, ...);
API sem_t *leat_sem_open(const char *name, int flags, ...);
API void *leat_mremap(void *address, size_t length, size_t new_length, int flags, ...);
API int leat_execl(const char *path, const char *arg0, ...);
API int leat_execlp(const char *file, const char *arg0, ...);
API int leat_execle(const char *path, const char *arg0, ...);

/* open(2): a mode is read with O_CREAT and O_TMPFILE (which contains the bit of O_DIRECTORY). */
static int makes_file(int flags)
{
	return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
}

int leat_open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	if (makes_file(flags)) {
		va_list list;
		va_start(list, flags);
		mode = (mode_t)va_arg(list, unsigned);
		va_end(list);
	}
	return leat_half_open(path, flags, mode);
}

int leat_openat(int dir_fd, const char *path, int flags, ...)
{
	mode_t mode = 0;
	if (makes_file(flags)) {
		va_list list;
		va_start(list, flags);
		mode = (mode_t)va_arg(list, unsigned);
		va_end(list);
	}
	return leat_half_openat(dir_fd, path, flags, mode);
}

/*
 * fcntl(2): nothing, an int, or a pointer, by command; a command that is not known here gets its one word as it came.
 * Commands are numbered from 0 and from 1024. Sets of bits: a switch over them costs up to five instructions more, and
 * this is the mirror that has the fewest to spare.
 */
#define BIT(command) (1u << ((command) & 31))
#define LOW_NOTHING (BIT(F_GETFD) | BIT(F_GETFL) | BIT(F_GETOWN) | BIT(F_GETSIG))
#define LOW_INT (BIT(F_DUPFD) | BIT(F_SETFD) | BIT(F_SETFL) | BIT(F_SETOWN) | BIT(F_SETSIG))
#define HIGH_NOTHING (BIT(F_GETLEASE) | BIT(F_GETPIPE_SZ) | BIT(F_GET_SEALS))
#define HIGH_INT (BIT(F_SETLEASE) | BIT(F_NOTIFY) | BIT(F_DUPFD_CLOEXEC) | BIT(F_SETPIPE_SZ) | BIT(F_ADD_SEALS))

enum fcntl_takes { NOTHING, AN_INT, A_WORD };

static inline enum fcntl_takes fcntl_takes(unsigned command)
{
	if (command < 32)
		return LOW_INT & BIT(command) ? AN_INT : LOW_NOTHING & BIT(command) ? NOTHING : A_WORD;
	if (command - F_SETLEASE <= F_GET_SEALS - F_SETLEASE)
		return HIGH_INT & BIT(command) ? AN_INT : HIGH_NOTHING & BIT(command) ? NOTHING : A_WORD;
	return A_WORD;
}

int leat_fcntl(int fd, int command, ...)
{
	enum fcntl_takes takes = fcntl_takes((unsigned)command);
	unsigned long argument = 0;

	if (takes != NOTHING) {
		va_list list;
		va_start(list, command);
		argument = takes == AN_INT ? (unsigned long)(long)va_arg(list, int) : va_arg(list, unsigned long);
		va_end(list);
	}
	return leat_half_fcntl(fd, command, argument);
}

/*
 * ioctl(2): drivers have requests of their own, so it is not known here whether there is an argument. The one word is
 * passed on as it came, as the C library does; where there was none it is what happens to be there, which the driver does
 * not look at.
 */
int leat_ioctl(int fd, unsigned long request, ...)
{
	unsigned long argument;
	va_list list;

	va_start(list, request);
	argument = va_arg(list, unsigned long);
	va_end(list);
	return leat_half_ioctl(fd, request, argument);
}

/* What semctl(2) takes by value, which programs must declare themselves; it travels as one word. */
union semctl_argument {
	int value;
	void *pointer;
	unsigned long word;
};

int leat_semctl(int id, int number, int command, ...)
{
	union semctl_argument argument = {.word = 0};
	va_list list;

	switch (command) {
	case IPC_RMID: case GETVAL: case GETPID: case GETNCNT: case GETZCNT:
		break;
	default:
		va_start(list, command);
		argument = va_arg(list, union semctl_argument);
		va_end(list);
	}
	return leat_half_semctl(id, number, command, argument.word);
}

mqd_t leat_mq_open(const char *name, int flags, ...)
{
	mode_t mode = 0;
	struct mq_attr *attributes = NULL;
	if ((flags & O_CREAT) != 0) {
		va_list list;
		va_start(list, flags);
		mode = (mode_t)va_arg(list, unsigned);
		attributes = va_arg(list, struct mq_attr *);
		va_end(list);
	}
	return leat_half_mq_open(name, flags, mode, attributes);
}

sem_t *leat_sem_open(const char *name, int flags, ...)
{
	mode_t mode = 0;
	unsigned value = 0;
	if ((flags & O_CREAT) != 0) {
		va_list list;
		va_start(list, flags);
		mode = (mode_t)va_arg(list, unsigned);
		value = va_arg(list, unsigned);
		va_end(list);
	}
	return leat_half_sem_open(name, flags, mode, value);
}

void *leat_mremap(void *address, size_t length, size_t new_length, int flags, ...)
{
	void *new_address = NULL;
	if ((flags & MREMAP_FIXED) != 0) {
		va_list list;
		va_start(list, flags);
		new_address = va_arg(list, void *);
		va_end(list);
	}
	return leat_half_mremap(address, length, new_length, flags, new_address);
}

/*
 * The exec functions with a list: the arguments are gathered on the stack, as between fork and exec nothing may be
 * allocated, and the function that takes them as a vector is called. `count` counts arg0 and what follows it up to and
 * without the NULL that ends the list.
 */
#define COUNT_ARGUMENTS(count, arg0)                                                                                    \
	do {                                                                                                           \
		va_list list_;                                                                                         \
		const char *each_ = (arg0);                                                                            \
		va_start(list_, arg0);                                                                                 \
		for ((count) = 0; each_ != NULL; (count)++)                                                            \
			each_ = va_arg(list_, const char *);                                                           \
		va_end(list_);                                                                                         \
	} while (0)

static void gather(char **argv, size_t count, const char *arg0, va_list *list)
{
	argv[0] = (char *)arg0;
	for (size_t i = 1; i <= count; i++)
		argv[i] = va_arg(*list, char *);
}

int leat_execl(const char *path, const char *arg0, ...)
{
	size_t count;
	COUNT_ARGUMENTS(count, arg0);

	char *argv[count + 1];
	va_list list;
	va_start(list, arg0);
	gather(argv, count, arg0, &list);
	va_end(list);
	return leat_half_execl(path, argv);
}

int leat_execlp(const char *file, const char *arg0, ...)
{
	size_t count;
	COUNT_ARGUMENTS(count, arg0);

	char *argv[count + 1];
	va_list list;
	va_start(list, arg0);
	gather(argv, count, arg0, &list);
	va_end(list);
	return leat_half_execlp(file, argv);
}

/* After the NULL that ends the list comes the environment. */
int leat_execle(const char *path, const char *arg0, ...)
{
	size_t count;
	COUNT_ARGUMENTS(count, arg0);

	char *argv[count + 1];
	char *const *envp;
	va_list list;
	va_start(list, arg0);
	gather(argv, count, arg0, &list);
	envp = va_arg(list, char *const *);
	va_end(list);
	return leat_half_execle(path, argv, envp);
}
