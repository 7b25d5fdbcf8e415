#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	FILE *pager = popen("cat -n", "w");
	int i;

	if (pager == NULL) {
		perror("popen");
		return 1;
	}
	for (i = 0; i < 3; i++)
		fprintf(pager, "line\n");
	pclose(pager);
	if (freopen("/no/file", "r", stdin) == NULL)
		perror("freopen");
	return 0;
}
