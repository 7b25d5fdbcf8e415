#pragma once

#include <string>
#include <vector>

class Channel {
public:
	Channel();
	~Channel();
	Channel(const Channel &) = delete;
	Channel &operator=(const Channel &) = delete;

	void send(const std::string &text);
	std::vector<std::string> read_all();
	void close(int end);

private:
	int pipe[2];
};

template <typename F> int in_child(F work)
{
	extern int run_child(void (*)(void *), void *);
	return run_child([](void *arg) { (*static_cast<F *>(arg))(); }, &work);
}
