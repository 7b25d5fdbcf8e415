/* ls | wc -l, by hand: two children, one pipe, and every end closed where it is not used. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

static pid_t start(int in, int out, int other, char *const argv[])
{
	pid_t pid = fork();

	if (pid == -1)
		die("fork");
	if (pid == 0) {
		if (in != 0) {
			dup2(in, 0);
			close(in);
		}
		if (out != 1) {
			dup2(out, 1);
			close(out);
		}
		if (other >= 0)
			close(other);
		execvp(argv[0], argv);
		die(argv[0]);
	}
	return pid;
}

int main(void)
{
	char *ls[] = { (char *)"ls", (char *)"things", NULL };
	char *wc[] = { (char *)"wc", (char *)"-l", NULL };
	char path[32];
	int ends[2], i, status;

	if (mkdir("things", 0755) == -1)
		die("mkdir");
	for (i = 0; i < 7; i++) {
		int fd;
		sprintf(path, "things/thing%d", i);
		fd = creat(path, 0644);
		if (fd == -1)
			die(path);
		close(fd);
	}
	fflush(stdout);
	if (pipe(ends) == -1)
		die("pipe");
	start(0, ends[1], ends[0], ls);
	start(ends[0], 1, ends[1], wc);
	close(ends[0]);
	close(ends[1]);
	for (i = 0; wait(&status) > 0; i++)
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
			printf("a stage failed\n");
	printf("%d children\n", i);
	return 0;
}
