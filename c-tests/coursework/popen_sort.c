/*
 * popen in both directions, and the status that pclose gives.
 *
 * test: also c++
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

int main(void)
{
	char line[128];
	FILE *fp;
	int status, count = 0;

	fp = popen("echo one; echo two; echo three", "r");
	if (fp == NULL) {
		perror("popen");
		return 1;
	}
	while (fgets(line, sizeof(line), fp) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		printf("%d: %s\n", ++count, line);
	}
	printf("pclose %d\n", pclose(fp));

	fflush(stdout);
	fp = popen("sort -r", "w");
	fprintf(fp, "apple\ncherry\nbanana\n");
	pclose(fp);

	fp = popen("exit 3", "r");
	status = pclose(fp);
	printf("exited %d with %d\n", WIFEXITED(status) != 0, WEXITSTATUS(status));

	if (popen("true", "rw") == NULL) {
		printf("EINVAL %d\n", errno == EINVAL);
		perror("popen rw");
	}
	status = system("test -d /nonexistent");
	printf("system %d\n", WEXITSTATUS(status));
	return 0;
}
