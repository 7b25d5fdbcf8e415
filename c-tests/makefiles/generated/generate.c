#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	char command[200], name[20];
	FILE *sorted;

	if (argc < 2)
		return 2;
	if (fopen("no-list", "r") == NULL)
		perror("generate: no-list");
	snprintf(command, sizeof command, "LC_ALL=C sort %s", argv[1]);
	sorted = popen(command, "r");
	if (sorted == NULL) {
		perror("popen");
		return 1;
	}
	printf("#include <signal.h>\n#include \"table.h\"\n\nconst struct entry table[] = {\n");
	while (fscanf(sorted, "%19s", name) == 1)
		printf("\t{ \"SIG%s\", SIG%s },\n", name, name);
	printf("};\nconst int entries = sizeof table / sizeof table[0];\n");
	return pclose(sorted) == 0 ? 0 : 1;
}
