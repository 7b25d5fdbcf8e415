/* A shell of one page: words, <, >, and |, run from a list of lines. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAXARGS 16

static void run_stage(char *text, int in, int out)
{
	char *argv[MAXARGS];
	int argc = 0;
	char *word;

	for (word = strtok(text, " "); word != NULL && argc < MAXARGS - 1; word = strtok(NULL, " ")) {
		if (strcmp(word, "<") == 0) {
			word = strtok(NULL, " ");
			in = open(word, O_RDONLY);
			if (in < 0) {
				perror(word);
				_exit(2);
			}
		} else if (strcmp(word, ">") == 0) {
			word = strtok(NULL, " ");
			out = open(word, O_WRONLY | O_CREAT | O_TRUNC, 0644);
		} else {
			argv[argc++] = word;
		}
	}
	argv[argc] = NULL;
	if (in != 0) {
		dup2(in, 0);
		close(in);
	}
	if (out != 1) {
		dup2(out, 1);
		close(out);
	}
	execvp(argv[0], argv);
	in = errno == ENOENT ? 127 : 126;
	perror(argv[0]);
	_exit(in);
}

static int run_line(const char *line)
{
	char text[256], *stage = text, *bar;
	int in = 0, status = 0;
	pid_t last = -1, pid;

	strcpy(text, line);
	while (stage != NULL) {
		int ends[2] = { -1, 1 };

		bar = strchr(stage, '|');
		if (bar != NULL) {
			*bar++ = '\0';
			if (pipe(ends) < 0) {
				perror("pipe");
				exit(1);
			}
		}
		pid = fork();
		if (pid == 0) {
			if (ends[0] >= 0)
				close(ends[0]);
			run_stage(stage, in, ends[1]);
		}
		if (in != 0)
			close(in);
		if (ends[1] != 1)
			close(ends[1]);
		in = ends[0];
		last = pid;
		stage = bar;
	}
	while ((pid = wait(&status)) > 0)
		if (pid == last)
			printf("[%s] -> %d\n", line, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	fflush(stdout);
	return 0;
}

int main(void)
{
	const char *lines[] = {
		"echo three two one > words",
		"tr a-z A-Z < words",
		"cat words words | wc -w",
		"cat < nowhere",
		"nosuchcommand",
		"./words",
		"echo a | tr a b | tr b c",
		"false",
	};
	size_t i;

	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		run_line(lines[i]);
	return 0;
}
