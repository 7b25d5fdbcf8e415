#include "channel.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <system_error>
#include <sys/wait.h>
#include <unistd.h>

Channel::Channel()
{
	if (::pipe(pipe) == -1)
		throw std::system_error(errno, std::generic_category(), "pipe");
}

Channel::~Channel()
{
	close(0);
	close(1);
}

void Channel::send(const std::string &text)
{
	if (::write(pipe[1], text.data(), text.size()) == -1)
		perror("Channel::send");
}

std::vector<std::string> Channel::read_all()
{
	std::string all, line;
	std::vector<std::string> lines;
	char buffer[7];
	ssize_t n;

	close(1);
	while ((n = ::read(pipe[0], buffer, sizeof buffer)) > 0)
		all.append(buffer, n);
	std::istringstream stream(all);
	while (std::getline(stream, line))
		lines.push_back(line);
	return lines;
}

void Channel::close(int end)
{
	if (pipe[end] != -1)
		::close(pipe[end]);
	pipe[end] = -1;
}

int run_child(void (*work)(void *), void *arg)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		work(arg);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status);
}
