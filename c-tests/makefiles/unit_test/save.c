#include "save.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int save(int fd, const char *text)
{
	size_t left = strlen(text);
	ssize_t n;

	while (left > 0) {
		n = write(fd, text, left);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		text += n;
		left -= n;
	}
	return 0;
}

int load(int fd, char *text, int size)
{
	ssize_t n = read(fd, text, size - 1);

	if (n >= 0)
		text[n] = '\0';
	return n;
}

int spawn(void)
{
	if (fork() == -1) {
		perror("spawn");
		return -1;
	}
	return 0;
}
