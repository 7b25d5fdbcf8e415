// A pipe wrapped in a class whose methods are called like the functions they use; a child counts words.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

class Pipe {
	int ends[2];

	Pipe(const Pipe &);
	Pipe &operator=(const Pipe &);

public:
	Pipe()
	{
		if (::pipe(ends) == -1)
			throw std::runtime_error(std::strerror(errno));
	}

	~Pipe()
	{
		close(0);
		close(1);
	}

	void close(int which)
	{
		if (ends[which] != -1)
			::close(ends[which]);
		ends[which] = -1;
	}

	void write(const std::string &text)
	{
		if (::write(ends[1], text.data(), text.size()) != static_cast<ssize_t>(text.size()))
			throw std::runtime_error(std::strerror(errno));
	}

	std::string read()
	{
		std::string all;
		char room[16];
		ssize_t n;

		while ((n = ::read(ends[0], room, sizeof(room))) > 0)
			all.append(room, static_cast<size_t>(n));
		return all;
	}
};

int main()
{
	Pipe there, back;
	pid_t pid = fork();

	if (pid == 0) {
		there.close(1);
		back.close(0);
		std::istringstream words(there.read());
		std::string word;
		int count = 0;
		while (words >> word)
			count++;
		std::ostringstream answer;
		answer << count << " words";
		back.write(answer.str());
		back.close(1);
		_exit(0);
	}
	there.close(0);
	back.close(1);
	there.write("to be or not to be\nthat is the question\n");
	there.close(1);
	std::cout << back.read() << std::endl;
	waitpid(pid, NULL, 0);
	std::ofstream file("written");
	file << "by a stream" << std::endl;
	file.close();
	if (access("written", R_OK) == 0 && access("missing", R_OK) == -1)
		std::perror("missing");
	try {
		there.write("too late");
	} catch (const std::exception &error) {
		std::cerr << error.what() << std::endl;
	}
	return 0;
}
