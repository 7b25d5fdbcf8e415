/*
 * Note 002, Accessing fifo: a FIFO can have several readers, and each byte goes to one of them: what one has read the
 * others do not get. Which of them is not promised. "Similar rules apply to simultaneous reads", says the note, but a
 * read does not know where a write ended. Records stay whole if all have one size and every reader asks for that size;
 * Linux does it so, and POSIX does not promise it.
 *
 *                           /====> reader 1: records 0 3 4 ...
 *     writer ==== FIFO ====------> reader 2: records 1 6 7 ...
 *                           \====> reader 3: records 2 5 8 ...
 */
/* prints:
ABCDEFGH is written; a reader asks for 4 bytes: ABCD
another one asks for 8, and gets the rest: EFGH
3 readers at the same time got 1000 whole records, each record once
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { READERS = 3, RECORDS = 1000, READY = -1 };

struct record {
	int number;
	int twice; /* a whole record has 2 * number here */
};

static pid_t owner;
static char path[32];

static void remove_fifo(void)
{
	if (getpid() == owner)
		leat_unlink(path);
}

static int open_fifo(int flags)
{
	int fd = leat_open(path, flags);

	if (fd == -1) {
		leat_perror("open");
		exit(1);
	}
	return fd;
}

/* Two readers in one process, so that it is known who is first. */
static void one_after_the_other(int fd)
{
	int first = open_fifo(O_RDONLY), second = open_fifo(O_RDONLY);
	char text[8];

	CHECK_INT(leat_write(fd, "ABCDEFGH", 8), 8);
	CHECK_INT(leat_read(first, text, 4), 4);
	printf("ABCDEFGH is written; a reader asks for 4 bytes: %.4s\n", text);
	CHECK_INT(leat_read(second, text, 8), 4);
	printf("another one asks for 8, and gets the rest: %.4s\n", text);
	CHECK_INT(leat_close(first), 0);
	CHECK_INT(leat_close(second), 0);
}

/* Says that it is there, and then the number of each record that it got. */
static void reader(int fifo, int report)
{
	struct record record;
	int ready = READY;
	ssize_t got;

	CHECK_INT(leat_write(report, &ready, sizeof ready), sizeof ready);
	while ((got = leat_read(fifo, &record, sizeof record)) > 0) {
		CHECK_INT(got, sizeof record);
		CHECK_INT(record.twice, 2 * record.number);
		CHECK_INT(leat_write(report, &record.number, sizeof record.number), sizeof record.number);
	}
	CHECK_INT(got, 0);
	exit(0);
}

static void write_records(int fifo)
{
	struct record record;

	for (record.number = 0; record.number < RECORDS; record.number++) {
		record.twice = 2 * record.number;
		CHECK_INT(leat_write(fifo, &record, sizeof record), sizeof record);
	}
}

/* The number of the next record that some reader got. Only the parent reads the report, and all write whole numbers. */
static int next_report(int report)
{
	int number;

	CHECK_INT(leat_read(report, &number, sizeof number), sizeof number);
	return number;
}

int main(void)
{
	static int times[RECORDS];
	int report[2], fifo, number, status, i;
	pid_t readers[READERS];

	owner = getpid();
	snprintf(path, sizeof path, "readers.%ld", (long)owner);
	CHECK_INT(leat_mkfifo(path, 0600), 0);
	atexit(remove_fifo);
	fifo = open_fifo(O_RDWR); /* so that no open waits */
	one_after_the_other(fifo);
	fflush(stdout);

	CHECK_INT(leat_pipe(report), 0);
	for (i = 0; i < READERS; i++) {
		CHECK((readers[i] = leat_fork()) != -1);
		if (readers[i] == 0) {
			number = open_fifo(O_RDONLY);
			CHECK_INT(leat_close(fifo), 0); /* as a writer it would never see end-of-file */
			reader(number, report[1]);
		}
	}
	CHECK_INT(leat_close(report[1]), 0);
	for (i = 0; i < READERS; i++)
		CHECK_INT(next_report(report[0]), READY);

	write_records(fifo);
	CHECK_INT(leat_close(fifo), 0);
	for (i = 0; i < RECORDS; i++) {
		number = next_report(report[0]);
		CHECK(number >= 0 && number < RECORDS);
		CHECK_INT(times[number]++, 0);
	}
	for (i = 0; i < READERS; i++) {
		CHECK_INT(leat_waitpid(readers[i], &status, 0), readers[i]);
		CHECK_INT(status, 0);
	}
	printf("%d readers at the same time got %d whole records, each record once\n", READERS, RECORDS);
	return 0;
}
