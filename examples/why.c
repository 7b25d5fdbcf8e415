/* gcc why.c $(pkg-config --cflags --libs leat) -o why && ./why $$; true */
#include <leat.h>
#include <stdio.h>
#include <stdlib.h>

/* Why do these processes hang, of which the pids are given? */
int main(int count, char **arguments)
{
	static char text[65536];
	pid_t pids[64];
	int i;

	for (i = 0; i < 64 && i + 1 < count; i++)
		pids[i] = atoi(arguments[i + 1]);
	if (leat_explain_wait_graph(pids, (size_t)i, text, sizeof text) == -1) {
		perror("why");
		return 1;
	}
	fputs(text, stdout);
	return 0;
}
