#include <signal.h>
#include <stdio.h>
#include "table.h"

int main(void)
{
	struct sigaction old;
	int i;

	for (i = 0; i < entries; i++) {
		if (sigaction(table[i].number, NULL, &old) == -1)
			perror(table[i].name);
		else if (signal(table[i].number, SIG_IGN) == SIG_ERR)
			perror(table[i].name);
		else
			printf("%s can be ignored\n", table[i].name);
	}
	return 0;
}
