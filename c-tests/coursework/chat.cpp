// A server object with a thread, a client in a child process, over a socket pair.
#include <cstdio>
#include <cstring>
#include <iostream>
#include <pthread.h>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace chat {

struct Peer {
	int fd;

	bool send(const std::string &text) const
	{
		unsigned char size = static_cast<unsigned char>(text.size());
		return ::send(fd, &size, 1, MSG_NOSIGNAL) == 1
			&& ::send(fd, text.data(), size, MSG_NOSIGNAL) == static_cast<ssize_t>(size);
	}

	bool recv(std::string &text) const
	{
		unsigned char size;
		char room[256];
		if (::recv(fd, &size, 1, MSG_WAITALL) != 1 || ::recv(fd, room, size, MSG_WAITALL) != size)
			return false;
		text.assign(room, size);
		return true;
	}
};

int listen(int) { return 7; }

void *serve(void *argument)
{
	const Peer *peer = static_cast<const Peer *>(argument);
	std::string text;
	while (peer->recv(text))
		if (!peer->send(text + "!"))
			break;
	return NULL;
}

} // namespace chat

int main()
{
	int ends[2];
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1) {
		std::perror("socketpair");
		return 1;
	}
	pid_t pid = fork();
	if (pid == 0) {
		close(ends[0]);
		chat::Peer peer = { ends[1] };
		const char *words[] = { "hello", "how are you", "goodbye" };
		for (int i = 0; i < 3; i++) {
			std::string answer;
			if (!peer.send(words[i]) || !peer.recv(answer))
				_exit(1);
			std::cout << answer << std::endl;
		}
		_exit(0);
	}
	close(ends[1]);
	chat::Peer peer = { ends[0] };
	pthread_t thread;
	pthread_create(&thread, NULL, chat::serve, &peer);
	pthread_join(thread, NULL);
	int status;
	waitpid(pid, &status, 0);
	std::cout << "status " << status << ", " << chat::listen(1) << std::endl;
	if (::listen(0, 1) == -1)
		std::perror("listen");
	return 0;
}
