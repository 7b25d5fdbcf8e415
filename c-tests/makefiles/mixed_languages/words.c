#include "words.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int bind(int word, int times, double weight)
{
	printf("bind word %d, %d times %g\n", word, times, weight);
	return word * times;
}

int count_words(const char *text)
{
	int to[2], from[2];
	char answer[20] = "";

	if (pipe(to) == -1 || pipe(from) == -1) {
		perror("pipe");
		return -1;
	}
	if (fork() == 0) {
		dup2(to[0], 0);
		dup2(from[1], 1);
		close(to[0]);
		close(to[1]);
		close(from[0]);
		close(from[1]);
		execlp("wc", "wc", "-w", (char *)NULL);
		perror("wc");
		_exit(127);
	}
	close(to[0]);
	close(from[1]);
	write(to[1], text, strlen(text));
	close(to[1]);
	read(from[0], answer, sizeof answer - 1);
	close(from[0]);
	wait(NULL);
	return atoi(answer);
}
