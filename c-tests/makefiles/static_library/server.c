#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "line.h"

int main(void)
{
	char line[80];
	int in, out;

	if (mkfifo("request", 0600) == -1 || mkfifo("reply", 0600) == -1) {
		perror("mkfifo");
		exit(1);
	}
	in = open("request", O_RDONLY);
	out = open("reply", O_WRONLY);
	while (readline(in, line, sizeof line) > 0) {
		printf("server: %s", line);
		line[0] = line[0] - 'a' + 'A';
		writen(out, line, strlen(line));
	}
	close(in);
	close(out);
	unlink("request");
	if (unlink("request") == -1)
		perror("unlink");
	unlink("reply");
	return 0;
}
