/*
 * Note 000, Pipes: pipe(p) opens a pipe and stores its two ends in p: p[0] is the read end and p[1] the write end. The
 * note says so, too, but its own program prints them the wrong way round, and note 002 writes "written to read_fd".
 *
 *     write --> p[1] ==[ a buffer in the kernel ]==> p[0] --> read
 *
 * The note prints the descriptors' numbers, which may be any that were free; so this prints what each end is open for.
 * Like the note's it is a program in C++: leat's functions are called there as in C.
 */
/* prints:
Creating pipe
p[0] is open for reading: the read end
p[1] is open for writing: the write end
Read from p[0] what was written to p[1]: drop
*/
#include <leat.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include <fcntl.h>

#include "check.h"

using namespace std;

static string open_for(int fd)
{
	int flags = leat_fcntl(fd, F_GETFL);

	if (flags == -1) {
		leat_perror("fcntl");
		exit(1);
	}
	switch (flags & O_ACCMODE) {
	case O_RDONLY:
		return "reading";
	case O_WRONLY:
		return "writing";
	default:
		return "both";
	}
}

int main()
{
	int p[2];
	char text[16];
	ssize_t length;

	cout << "Creating pipe" << endl;
	if (leat_pipe(p) == -1) {
		leat_perror("pipe");
		exit(1);
	}
	CHECK(p[0] != p[1]);
	cout << "p[0] is open for " << open_for(p[0]) << ": the read end" << endl;
	cout << "p[1] is open for " << open_for(p[1]) << ": the write end" << endl;

	/* A pipe has room for four bytes although nobody reads yet, so this does not block. */
	CHECK_INT(leat_write(p[1], "drop", 4), 4);
	length = leat_read(p[0], text, sizeof text);
	CHECK_INT(length, 4);
	cout << "Read from p[0] what was written to p[1]: " << string(text, 4) << endl;

	CHECK_INT(leat_close(p[0]), 0);
	CHECK_INT(leat_close(p[1]), 0);
	return 0;
}
