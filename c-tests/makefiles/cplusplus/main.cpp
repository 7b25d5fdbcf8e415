#include "channel.hpp"

#include <csignal>
#include <iostream>

int main()
{
	Channel channel;

	in_child([&] {
		channel.send("first line\nsecond line\n");
		channel.send("third line\n");
	});
	for (const auto &line : channel.read_all())
		std::cout << line << '\n';
	channel.send("too late");
	if (std::signal(SIGSTOP, SIG_IGN) == SIG_ERR)
		std::perror("signal");
	return 0;
}
