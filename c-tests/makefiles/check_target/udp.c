#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char big[70000];

int main(void)
{
	struct sockaddr_in addr = { .sin_family = AF_INET };
	socklen_t length = sizeof addr;
	char got[100];
	int a = socket(AF_INET, SOCK_DGRAM, 0), b = socket(AF_INET, SOCK_DGRAM, 0);

	addr.sin_addr.s_addr = inet_addr("127.0.0.1");
	bind(a, (struct sockaddr *)&addr, sizeof addr);
	getsockname(a, (struct sockaddr *)&addr, &length);
	sendto(b, "datagram", 8, 0, (struct sockaddr *)&addr, sizeof addr);
	printf("a datagram of %d bytes\n", (int)recvfrom(a, got, sizeof got, 0, NULL, NULL));
	if (sendto(b, big, sizeof big, 0, (struct sockaddr *)&addr, sizeof addr) == -1) {
		perror("sendto");
		return 7;
	}
	return 0;
}
