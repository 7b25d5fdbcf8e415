#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int (*real_open)(const char *path, int flags, ...);

int open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list ap;

	if (flags & O_CREAT) {
		va_start(ap, flags);
		mode = va_arg(ap, mode_t);
		va_end(ap);
	}
	if (real_open == NULL)
		real_open = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
	if (strstr(path, ".txt") != NULL) {
		write(2, "open ", 5);
		write(2, path, strlen(path));
		write(2, "\n", 1);
	}
	if (strcmp(path, "nowhere.txt") == 0 && access(path, R_OK) == -1)
		perror("trace");
	return real_open(path, flags, mode);
}
