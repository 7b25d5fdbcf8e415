/*
 * Note 000, Pipes: "uses a buffer so the message might be read in chunks which has to be handled". A pipe carries bytes
 * and not messages: what was written at once may be read in pieces, what was written in pieces may be read at once, and
 * what is more than the buffer holds cannot come in one read(). Whoever wants messages says where they end, here by
 * their length in front, and reads until all of it is there.
 *
 *     write(length), write(message) --> [ buffer ] --> read a chunk, read a chunk, ... until `length` bytes are there
 *
 * test: flags -D_GNU_SOURCE
 */
/* prints:
written at once, read in chunks: [one ][mess][age]
written in chunks, read at once: [two parts]
of a message larger than the buffer, one read has a part
read until it was whole: every byte has arrived
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "check.h"

static void say(int fd, const char *text)
{
	CHECK_INT(leat_write(fd, text, strlen(text)), strlen(text));
}

/* Prints what one read() of at most `size` bytes gives. */
static void print_chunk(int fd, size_t size)
{
	char text[32];
	ssize_t got;

	CHECK(size <= sizeof text);
	got = leat_read(fd, text, size);
	CHECK(got > 0);
	printf("[%.*s]", (int)got, text);
}

/* How a message is read: `size` bytes, in as many chunks as it takes. */
static void read_whole(int fd, char *message, size_t size)
{
	size_t length = 0;
	ssize_t got;

	while (length < size) {
		got = leat_read(fd, message + length, size - length);
		CHECK(got > 0); /* 0 would be end-of-file in the middle of it */
		length += (size_t)got;
	}
}

static char byte_at(size_t place)
{
	return (char)('a' + place % 23); /* 23 divides no size of a buffer: a chunk lost or doubled would show */
}

static void write_message(const int p[2], size_t size)
{
	char *message = (char *)malloc(size);
	size_t i;

	CHECK(message != NULL);
	CHECK_INT(leat_close(p[0]), 0); /* if the reader fails, write() does too, by SIGPIPE */
	for (i = 0; i < size; i++)
		message[i] = byte_at(i);
	CHECK_INT(leat_write(p[1], &size, sizeof size), sizeof size);
	CHECK_INT(leat_write(p[1], message, size), size); /* waits for room until all is written */
	free(message);
	exit(0);
}

int main(void)
{
	char *message;
	size_t size, i;
	ssize_t got;
	int p[2], capacity, status;
	pid_t pid;

	if (leat_pipe(p) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	say(p[1], "one message");
	printf("written at once, read in chunks: ");
	print_chunk(p[0], 4);
	print_chunk(p[0], 4);
	print_chunk(p[0], 4);

	say(p[1], "two ");
	say(p[1], "parts");
	printf("\nwritten in chunks, read at once: ");
	print_chunk(p[0], 32);
	printf("\n");
	fflush(stdout);

	CHECK((capacity = leat_fcntl(p[1], F_GETPIPE_SZ)) > 0);
	size = 2 * (size_t)capacity;
	pid = leat_fork();
	if (pid == -1) {
		leat_perror("fork");
		exit(1);
	}
	if (pid == 0)
		write_message(p, size);
	CHECK_INT(leat_close(p[1]), 0);

	read_whole(p[0], (char *)&size, sizeof size);
	message = (char *)malloc(size);
	CHECK(message != NULL);
	got = leat_read(p[0], message, size); /* there is room for all of it, and yet */
	CHECK(got > 0 && (size_t)got < size);
	printf("of a message larger than the buffer, one read has a part\n");
	read_whole(p[0], message + got, size - (size_t)got);
	for (i = 0; i < size; i++)
		CHECK_INT(message[i], byte_at(i));
	printf("read until it was whole: every byte has arrived\n");

	free(message);
	CHECK_INT(leat_close(p[0]), 0);
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	return 0;
}
