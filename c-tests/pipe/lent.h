/* Memory that is lent to a pipe, and a child that reads it from there and knows what must be in it. */
#ifndef LENT_H
#define LENT_H

#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>

#include "child.h"

/* What byte number `at` of the memory is: of no period that a page has. */
static inline unsigned char lent_byte(size_t at)
{
	return (unsigned char)(at % 251 ^ at >> 12);
}

enum { LENT_PAGE = 4096 };

/*
 * Memory of whole pages that a child does not get: what the child shared with this process would be copied when it is overwritten
 * here, and a reader would get what was lent though it is not the lender's own yet. Its size is in a page before it.
 */
static inline unsigned char *lent_memory(size_t size)
{
	const size_t pages = (size / LENT_PAGE + 1) * LENT_PAGE;
	void *whole = mmap(NULL, LENT_PAGE + pages, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char *memory = (unsigned char *)whole + LENT_PAGE;
	size_t i;

	CHECK(whole != MAP_FAILED);
	CHECK_INT(madvise(memory, pages, MADV_DONTFORK), 0);
	*(size_t *)whole = LENT_PAGE + pages;
	for (i = 0; i < size; i++)
		memory[i] = lent_byte(i);
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
	size_t at = 0, i;
	ssize_t count = 1;

	CHECK(pid != -1);
	if (pid != 0)
		return pid;
	close(ends[1]);
	fcntl(ends[0], F_SETFL, 0); /* which waits */
	if (go != -1 && read(go, part, 1) != 1)
		_exit(3);
	while ((count = read(ends[0], part, sizeof part)) > 0) {
		for (i = 0; i < (size_t)count; i++, at++) {
			if (part[i] != lent_byte(at))
				_exit(2);
		}
	}
	_exit(count != 0 || at != size);
}

#endif /* LENT_H */
