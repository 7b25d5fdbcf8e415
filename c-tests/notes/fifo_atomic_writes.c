/*
 * Note 002, Accessing fifo: several processes may write to one FIFO. A write of up to PIPE_BUF bytes is atomic: its
 * bytes arrive in one piece, whatever the others write at the same time. Larger ones may be mixed with those of others.
 *
 *     writer A --\                  up to PIPE_BUF:   AAAA BBBB AAAA DDDD CCCC ...
 *     writer B ---\
 *     writer C ----==== FIFO ====>  more:             AAAA AABB BBBB AADD DDAA ...
 *     writer D --/
 *
 * PIPE_BUF is 4096 on Linux; POSIX promises 512.
 */
/* prints:
chunks of 512 bytes: 4096 of 4096 arrived in one piece
chunks of 1000 bytes: 2096 of 2096 arrived in one piece
chunks of PIPE_BUF bytes: 512 of 512 arrived in one piece
chunks of ten times PIPE_BUF: some arrived mixed, and no byte was lost
*/
#include <leat.h>

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* Each writes much more than the pipe holds: they wait for room, all of them, and it comes in small pieces. */
enum { WRITERS = 4, BYTES = 128 * 4096, LARGE = 10 * PIPE_BUF, TRIES = 100 };

static pid_t owner;
static char path[32];

static void remove_fifo(void)
{
	if (getpid() == owner)
		leat_unlink(path);
}

static int chunks_of_a_writer(int size)
{
	return BYTES / size;
}

/* By one call; only of more than PIPE_BUF bytes may it write a part, if a signal, as by ^Z, comes between. */
static void write_chunk(int fd, const char *chunk, size_t size)
{
	ssize_t wrote = leat_write(fd, chunk, size);

	CHECK(wrote == (ssize_t)size || (size > PIPE_BUF && wrote > 0));
	if (wrote < (ssize_t)size)
		write_chunk(fd, chunk + wrote, size - (size_t)wrote);
}

/* Writes chunks that consist of one letter. */
static void writer(int letter, int size, int reader)
{
	static char chunk[LARGE];
	int fd, i;

	memset(chunk, letter, (size_t)size);
	CHECK((fd = leat_open(path, O_WRONLY)) != -1);
	CHECK_INT(leat_close(reader), 0); /* should the parent fail, writing must fail too */
	for (i = 0; i < chunks_of_a_writer(size); i++)
		write_chunk(fd, chunk, (size_t)size);
	exit(0);
}

/* Reads the next chunk, counts its letters, and returns whether it consists of one. */
static int read_chunk(int fd, int size, int letters[WRITERS])
{
	static char chunk[LARGE];
	ssize_t got;
	int length, i;

	for (length = 0; length < size; length += (int)got)
		CHECK((got = leat_read(fd, chunk + length, (size_t)(size - length))) > 0);
	for (i = 0; i < size; i++) {
		CHECK(chunk[i] >= 'A' && chunk[i] < 'A' + WRITERS);
		letters[chunk[i] - 'A']++;
	}
	return memcmp(chunk, chunk + 1, (size_t)size - 1) == 0; /* each byte is the same as the next */
}

/* Lets the writers write chunks of this size at the same time, and returns how many arrived in one piece. */
static int chunks_in_one_piece(int size)
{
	int letters[WRITERS] = { 0 }, fd, hold, status, whole = 0, i;
	pid_t writers[WRITERS];

	/* The children inherit `hold`: it is no end-of-file when the first writers have ended before the last began. */
	CHECK((fd = leat_open(path, O_RDONLY | O_NONBLOCK)) != -1); /* which does not wait for a writer */
	CHECK((hold = leat_open(path, O_WRONLY)) != -1);
	CHECK_INT(leat_fcntl(fd, F_SETFL, 0), 0); /* from now on a read waits */
	fflush(stdout);
	for (i = 0; i < WRITERS; i++) {
		CHECK((writers[i] = leat_fork()) != -1);
		if (writers[i] == 0)
			writer('A' + i, size, fd);
	}
	CHECK_INT(leat_close(hold), 0); /* should a writer fail, there is an end-of-file */
	for (i = 0; i < WRITERS * chunks_of_a_writer(size); i++)
		whole += read_chunk(fd, size, letters);
	for (i = 0; i < WRITERS; i++) {
		CHECK_INT(leat_waitpid(writers[i], &status, 0), writers[i]);
		CHECK_INT(status, 0);
		CHECK_INT(letters[i], chunks_of_a_writer(size) * size);
	}
	CHECK_INT(leat_close(fd), 0);
	return whole;
}

static void print_chunks(const char *what, int size)
{
	int whole = chunks_in_one_piece(size);

	printf("chunks of %s bytes: %d of %d arrived in one piece\n", what, whole, WRITERS * chunks_of_a_writer(size));
}

int main(void)
{
	int tries = 0;

	owner = getpid();
	snprintf(path, sizeof path, "atomic.%ld", (long)owner);
	if (leat_mkfifo(path, 0600) == -1) {
		leat_perror("mkfifo");
		exit(1);
	}
	atexit(remove_fifo);
	print_chunks("512", 512);
	print_chunks("1000", 1000);
	print_chunks("PIPE_BUF", PIPE_BUF);

	/* They need not be mixed, and might not be if one of the writers were always faster than the others. */
	while (chunks_in_one_piece(LARGE) == WRITERS * chunks_of_a_writer(LARGE))
		CHECK(++tries < TRIES);
	printf("chunks of ten times PIPE_BUF: some arrived mixed, and no byte was lost\n");
	return 0;
}
