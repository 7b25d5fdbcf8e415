#include "peer.h"
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	int fd[2];
	char text[64];

	if (peer_pair(fd) == -1)
		return 1;
	if (fork() == 0) {
		peer_hear(fd[1], text, sizeof text);
		peer_say(fd[1], text);
		_exit(0);
	}
	peer_say(fd[0], "echo, echo");
	peer_hear(fd[0], text, sizeof text);
	puts(text);
	wait(NULL);
	close(fd[1]);
	peer_say(fd[0], "anybody?");
	peer_hear(0, text, sizeof text);
	return 0;
}
