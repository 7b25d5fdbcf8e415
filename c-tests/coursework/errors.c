/*
 * Everything goes wrong, perror says so each time, and the exit status is that of the last.
 *
 * test: also c++
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	char byte;
	struct stat status;

	if (open("missing/file", O_RDONLY) == -1)
		perror("missing/file");
	if (open("file", O_WRONLY | O_CREAT, 0600) == -1)
		perror("file");
	if (open("file/below", O_RDONLY) == -1)
		perror("file/below");
	if (fopen("missing", "r") == NULL)
		perror("fopen");
	if (opendir("missing") == NULL)
		perror("opendir");
	if (chdir("missing") == -1)
		perror("chdir");
	if (stat("missing", &status) == -1)
		perror("stat");
	if (mkdir(".", 0700) == -1)
		perror("mkdir");
	if (close(900) == -1)
		perror("close");
	if (read(900, &byte, 1) == -1)
		perror(NULL);
	if (write(900, &byte, 1) == -1)
		perror("");
	if (dup2(900, 3) == -1)
		perror("dup2");
	if (lseek(900, 0, SEEK_SET) == -1)
		perror("lseek");
	if (waitpid(-1, NULL, 0) == -1)
		perror("waitpid");
	if (sigaction(SIGKILL, NULL, NULL) == 0 && raise(-1) != 0)
		perror("raise");
	if (socket(AF_UNIX, 77, 0) == -1)
		perror("socket");
	if (listen(900, 1) == -1)
		perror("listen");
	if (execl("missing", "missing", (char *)NULL) == -1)
		perror("execl");
	if (fdopen(900, "r") == NULL)
		perror("fdopen");
	/* Nothing failed since: the same again. */
	perror("once more");
	printf("done\n");
	exit(errno);
}
