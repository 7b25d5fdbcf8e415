#include <cstdio>
#include <iostream>
#include <string>

extern "C" void report(const char *what, int value)
{
	std::string text(what);

	std::cout << text << ": " << value << std::endl;
	if (std::fopen("no/report", "w") == nullptr)
		std::perror("report");
}
