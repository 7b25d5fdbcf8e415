/* Datagrams: a child answers questions until it is told to stop. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	struct sockaddr_in server, from;
	socklen_t length = sizeof(server);
	const char *questions[] = { "name", "time", "stop" };
	char datagram[128];
	int fd, i, status;
	ssize_t n;

	if ((fd = socket(AF_INET, SOCK_DGRAM, 0)) == -1) {
		perror("socket");
		return 1;
	}
	memset(&server, 0, sizeof(server));
	server.sin_family = AF_INET;
	inet_pton(AF_INET, "127.0.0.1", &server.sin_addr);
	if (bind(fd, (struct sockaddr *)&server, sizeof(server)) == -1) {
		perror("bind");
		return 1;
	}
	getsockname(fd, (struct sockaddr *)&server, &length);
	if (fork() == 0) {
		int answered = 0;

		do {
			char answer[160];

			length = sizeof(from);
			n = recvfrom(fd, datagram, sizeof(datagram) - 1, 0, (struct sockaddr *)&from, &length);
			if (n == -1)
				_exit(100);
			datagram[n] = '\0';
			sprintf(answer, "answer to %s", datagram);
			sendto(fd, answer, strlen(answer), 0, (struct sockaddr *)&from, length);
			answered++;
		} while (strcmp(datagram, "stop") != 0);
		_exit(answered);
	}
	close(fd);
	fd = socket(AF_INET, SOCK_DGRAM, 0);
	for (i = 0; i < 3; i++) {
		if (sendto(fd, questions[i], strlen(questions[i]), 0, (struct sockaddr *)&server, sizeof(server)) == -1)
			perror("sendto");
		n = recv(fd, datagram, sizeof(datagram), 0);
		printf("%.*s\n", (int)n, datagram);
	}
	wait(&status);
	printf("answered %d\n", WEXITSTATUS(status));
	if (send(fd, "x", 1, 0) == -1)
		perror("send without a destination");
	return 0;
}
