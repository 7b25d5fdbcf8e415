/*
 * Note 002, Other use of mmap: a mapping replaces read() and write(). The file is scanned, and changed, as an array of
 * bytes; here its lines are counted in both ways, with the same result, and 'a' is replaced by 'A' in the mapping.
 *
 *     read():   file --> pages of the kernel --> buffer, again and again     a call and a copy for each piece
 *     mmap():   file --> pages of the kernel == memory of the program        one call, no copy
 *
 * That may be faster; or not, for the first touch of a page costs too. Of a pipe or a terminal there is no mapping.
 */
/* prints:
2000 lines were written
read() in several calls: 2000 lines, 6000 times 'a'
mmap() in one call: 2000 lines, 6000 times 'a'
after a change in the mapping, read() finds: 0 times 'a', 6000 times 'A'
*/
#include <leat.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

enum { LINES = 2000, BUFFER = 4096 };

static char path[32];

static void remove_file(void)
{
	leat_unlink(path);
}

static int create_file(void)
{
	FILE *file;
	int i, fd;

	snprintf(path, sizeof path, "scan.%ld", (long)getpid());
	file = leat_fopen(path, "w");
	if (file == NULL) {
		leat_perror(path);
		exit(1);
	}
	atexit(remove_file);
	for (i = 1; i <= LINES; i++)
		fprintf(file, "line %d, a line and another\n", i);
	CHECK_INT(leat_fclose(file), 0);
	printf("%d lines were written\n", LINES);
	CHECK((fd = leat_open(path, O_RDWR)) != -1);
	return fd;
}

static int count(const char *text, size_t length, char what)
{
	size_t i;
	int result = 0;

	for (i = 0; i < length; i++)
		result += text[i] == what;
	return result;
}

/* Counts by reading; returns how many calls it took. */
static int count_by_reading(int fd, const char *what, int counts[2])
{
	char buffer[BUFFER];
	ssize_t got;
	int calls = 0;

	counts[0] = counts[1] = 0;
	CHECK_INT(leat_lseek(fd, 0, SEEK_SET), 0);
	while ((got = leat_read(fd, buffer, sizeof buffer)) > 0) {
		counts[0] += count(buffer, (size_t)got, what[0]);
		counts[1] += count(buffer, (size_t)got, what[1]);
		calls++;
	}
	CHECK_INT(got, 0);
	return calls;
}

int main(void)
{
	int fd = create_file(), counts[2];
	struct stat about;
	size_t size, i;
	void *memory;
	char *text;

	CHECK(count_by_reading(fd, "\na", counts) > 1);
	printf("read() in several calls: %d lines, %d times 'a'\n", counts[0], counts[1]);

	CHECK_INT(leat_fstat(fd, &about), 0);
	size = (size_t)about.st_size;
	memory = leat_mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	text = (char *)memory;
	CHECK_INT(count(text, size, '\n'), counts[0]);
	CHECK_INT(count(text, size, 'a'), counts[1]);
	printf("mmap() in one call: %d lines, %d times 'a'\n", count(text, size, '\n'), count(text, size, 'a'));

	for (i = 0; i < size; i++) {
		if (text[i] == 'a')
			text[i] = 'A';
	}
	count_by_reading(fd, "aA", counts);
	printf("after a change in the mapping, read() finds: %d times 'a', %d times 'A'\n", counts[0], counts[1]);
	CHECK_INT(leat_munmap(text, size), 0);
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
