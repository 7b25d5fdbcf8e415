#include "save.h"
#include <stdio.h>

int main(void)
{
	save(1, "saved\n");
	if (save(99, "text") == -1)
		perror("save");
	return 0;
}
