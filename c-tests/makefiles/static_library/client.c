#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "line.h"

static int open_when_there(const char *name, int flags)
{
	int fd;

	while ((fd = open(name, flags)) == -1 && errno == ENOENT)
		;
	return fd;
}

int main(void)
{
	char line[80];
	int out = open_when_there("request", O_WRONLY), in = open_when_there("reply", O_RDONLY);

	writen(out, "one\n", 4);
	writen(out, "two\n", 4);
	close(out);
	while (readline(in, line, sizeof line) > 0)
		fprintf(stderr, "client: %s", line);
	if (readline(out, line, sizeof line) == -1)
		perror("readline");
	return 0;
}
