#include "words.h"
#include <cstdio>
#include <iostream>
#include <unistd.h>

int main()
{
	char *const argv[] = { nullptr };

	std::cout << count_words("these are four words") << " words" << std::endl;
	std::cout << bind(6, 7, 0.5) << std::endl;
	execv("/no/such/program", argv);
	std::perror("execv");
	return 4;
}
