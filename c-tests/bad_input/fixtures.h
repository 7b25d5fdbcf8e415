/* The makers of points, for the files that say what is made with them. */
#ifndef FIXTURES_H
#define FIXTURES_H

#include "points.h"

/* Stands, in the data of a point, for a pointer to something good. */
#define GOOD ((void *)-2)

enum {
	CLOSED_FD = 150,     /* never opened */
	NOBODY = 0x7ffffff0, /* above any process id */
	KEY_BASE = 0x1ea70000,
};

enum fd_kind {
	FD_FILE, FD_READ_ONLY, FD_WRITE_ONLY, FD_PIPE_READ, FD_PIPE_EMPTY, FD_PIPE_WRITE, FD_DIRECTORY, FD_EPOLL,
	FD_EVENTFD, FD_TIMER, FD_SIGNALFD, FD_PAIR, FD_DATAGRAM_PAIR, FD_UNIX, FD_UNIX_DATAGRAM, FD_LISTENING, FD_CALLED,
	FD_TCP, FD_UDP, FD_QUEUE, FD_QUEUE_EMPTY, FD_MEMORY, FD_TERMINAL, FD_MASTER
};

enum ipc_family { IPC_MSG, IPC_SEM, IPC_SHM };

/* Memory of that size at the end of the argument's slot, or of one of its own, with `data` in it unless NULL. */
void *place(const void *data, size_t size);
void *place_spare(const void *data, size_t size);

#define MAKER(name) word make_##name(const struct point *point)
/* x itself; the x bytes of data; the text of data, with its NUL and without; x characters, with a NUL and without */
MAKER(value); MAKER(object); MAKER(text); MAKER(unended); MAKER(repeated); MAKER(repeated_unended);
/* a text that names a file, which is made; a descriptor of kind x; a stream */
MAKER(path); MAKER(fd); MAKER(stream);
/* structs that point on */
MAKER(parts); MAKER(header); MAKER(argv); MAKER(actions); MAKER(attributes); MAKER(list); MAKER(internet_address);
MAKER(pid); MAKER(status); MAKER(sigset);
/* System V objects of family x, gone again if there is data; the names of POSIX objects, made if x */
MAKER(key); MAKER(id); MAKER(attached);
MAKER(mq_name); MAKER(sem_name); MAKER(shm_name); MAKER(semaphore); MAKER(named_semaphore);
MAKER(mapped);

/* A number, as it is written and as it is called. */
#define V(number) {#number, make_value, NULL, (long)(number)}
#define N(label, number) {label, make_value, NULL, (long)(number)}
/* An object of that type with that value; room for one to be written; one of which the second half is out of reach. */
#define OBJECT(label, type, ...) {label, make_object, &(const type){__VA_ARGS__}, sizeof(type)}
#define ROOM_FOR(type) {"room for a " #type, make_object, NULL, sizeof(type)}
#define HALF(type) {"half a " #type, make_object, NULL, sizeof(type) / 2}
#define BAD_POINTERS {"NULL", make_value, NULL, 0}, {"(void *)1", make_value, NULL, 1}
/* Strings. */
#define T(string) {#string, make_text, string, 0}
#define LONG(label, unit, size) {label, make_repeated, unit, size}
#define UNENDED(label, unit, size) {label, make_repeated_unended, unit, size}
#define P(string) {#string, make_path, string, 0}
#define D(kind, label) {label, make_fd, NULL, kind}

/* Numbers of bytes. */
#define SIZES                                                                                                   \
	V(SIZE_MAX), V((size_t)SSIZE_MAX + 1), V(0), V(1), V(SSIZE_MAX), V(INT_MAX), V(1L << 32), V(64), V(65), \
		V(4096), V(8192)

/* A kind, and its points. */
#define KIND_OF(name, its_differs, ...)                                                                         \
	static const struct point name##_points[] = {__VA_ARGS__};                                              \
	const struct kind name##_kind = {name##_points, sizeof name##_points / sizeof name##_points[0], its_differs};
#define POINTS(name, ...) KIND_OF(name, 0, __VA_ARGS__)
#define POINTS_THAT_DIFFER(name, ...) KIND_OF(name, 1, __VA_ARGS__)

#endif
