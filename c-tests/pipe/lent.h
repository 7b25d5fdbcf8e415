/* Memory that is lent to a pipe, and a child that reads it from there and knows what must be in it. */
#ifndef LENT_H
#define LENT_H

#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>

#include "child.h"

enum { LENT_PAGE = 4096, LENT_MOST = 8 << 20 };

/* What the memory has in it: of no period that a page has. */
static inline const unsigned char *lent_bytes(void)
{
	static unsigned char bytes[LENT_MOST];
	static int is_made;
	size_t at;

	if (!is_made)
		for (at = 0; at < LENT_MOST; at++)
			bytes[at] = (unsigned char)(at % 251 ^ at >> 12);
	is_made = 1;
	return bytes;
}

/* Are these the bytes from number `at` on? */
static inline int is_lent(const unsigned char *part, size_t at, size_t count)
{
	return at + count <= LENT_MOST && memcmp(part, lent_bytes() + at, count) == 0;
}

/*
 * Memory of whole pages that a child does not get: what the child shared with this process would be copied when it is overwritten
 * here, and a reader would get what was lent though it is not the lender's own yet. Its size is in a page before it.
 */
static inline unsigned char *lent_memory(size_t size)
{
	const size_t pages = (size / LENT_PAGE + 1) * LENT_PAGE;
	void *whole = mmap(NULL, LENT_PAGE + pages, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char *memory = (unsigned char *)whole + LENT_PAGE;

	CHECK(whole != MAP_FAILED && size <= LENT_MOST);
	CHECK_INT(madvise(memory, pages, MADV_DONTFORK), 0);
	*(size_t *)whole = LENT_PAGE + pages;
	memcpy(memory, lent_bytes(), size);
	return memory;
}

static inline void lent_free(unsigned char *memory)
{
	void *whole = memory - LENT_PAGE;

	CHECK_INT(munmap(whole, *(size_t *)whole), 0);
}

/* Starts the reader: it waits for a byte in `go`, if that is a descriptor, and exits with 0 if it was given all of it. */
static inline pid_t lent_reader(const int ends[2], int go, size_t size)
{
	static unsigned char part[50000];
	pid_t pid = fork();
	size_t at = 0;
	ssize_t count = 1;

	CHECK(pid != -1);
	if (pid != 0)
		return pid;
	close(ends[1]);
	fcntl(ends[0], F_SETFL, 0); /* which waits */
	if (go != -1 && read(go, part, 1) != 1)
		_exit(3);
	while ((count = read(ends[0], part, sizeof part)) > 0) {
		if (!is_lent(part, at, (size_t)count))
			_exit(2);
		at += (size_t)count;
	}
	_exit(count != 0 || at != size);
}

/* The reader gets what was lent, although all of it is overwritten at once; nothing lent is in the pipe then. */
static inline void lend(int flags, size_t size, size_t skip, int timeout)
{
	unsigned char *memory = lent_memory(size + skip), *start = memory + skip;
	size_t moved = 77;
	int ends[2];
	pid_t reader;

	memcpy(start, lent_bytes(), size);
	CHECK_INT(leat_pipe_open(flags, ends), 0);
	reader = lent_reader(ends, -1, size);
	close(ends[0]); /* so that a reader that fails is told of */
	errno = 7;
	CHECK_INT(leat_pipe_lend(ends[1], start, size, timeout, &moved), 0);
	CHECK_INT(errno, 7);
	CHECK_INT(leat_pipe_capacity(ends[1]), size >= 2 << 20 ? 512 << 10 : 64 << 10);
	CHECK_INT(moved, size);
	memset(start, 0xff, size);
	close(ends[1]);
	CHECK_INT(exit_status_of(reader), 0);
	lent_free(memory);
}

/* Much and little, from anywhere in a page, to pipes of each kind. */
static inline void lend_each(void)
{
	lend(0, 0, 0, 0);
	lend(0, 100000, 1, LEAT_FOREVER);
	lend(0, 1 << 20, 4095, 60000);
	lend(LEAT_PIPE_NONBLOCK, (6 << 20) + 123, 1, LEAT_FOREVER);
	lend(LEAT_PIPE_PACKET, 300000, 0, LEAT_FOREVER);
	lend(0, 4 << 20, 0, 60000);
}

/* The time is over: the reader gets what was sent, and the rest by a second call, after which all is the caller's. */
static inline void lend_on(unsigned char *memory, size_t size, int timeout, int code)
{
	int ends[2], go[2];
	size_t moved = size + 1, rest = size + 1;
	pid_t reader;

	CHECK_INT(leat_pipe_open(0, ends), 0);
	CHECK_INT(pipe(go), 0);
	reader = lent_reader(ends, go[0], size);
	CHECK_FAILS(leat_pipe_lend(ends[1], memory, size, timeout, &moved), -1, code, "pipe_lend");
	CHECK(moved > 0 && moved < size);
	CHECK_INT(leat_pipe_queued(ends[1]), moved);
	CHECK_INT(write(go[1], "g", 1), 1);
	CHECK_INT(leat_pipe_lend(ends[1], memory + moved, size - moved, LEAT_FOREVER, &rest), 0);
	CHECK_INT(rest, size - moved);
	memset(memory, 0xff, size);
	close(ends[0]);
	close(ends[1]);
	CHECK_INT(exit_status_of(reader), 0);
	close(go[0]);
	close(go[1]);
	lent_free(memory);
}

#endif /* LENT_H */
