/* Streams of leat_popen are closed by pclose, and those of popen by leat_pclose. */
#include <sys/wait.h>

#include "check.h"

static void check_stream(FILE *stream, int (*close_stream)(FILE *))
{
	char text[16] = "";
	int status;

	CHECK(stream != NULL);
	CHECK(fgets(text, sizeof text, stream) != NULL);
	CHECK_TEXT(text, "water\n");
	status = close_stream(stream);
	CHECK(WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), 7);
}

int main(void)
{
	FILE *stream;

	check_stream(leat_popen("echo water; exit 7", "r"), pclose);
	check_stream(popen("echo water; exit 7", "r"), leat_pclose);
	check_stream(leat_popen("echo water; exit 7", "r"), leat_pclose);

	CHECK((stream = leat_popen("read line && test \"$line\" = water", "w")) != NULL);
	CHECK(fputs("water\n", stream) >= 0);
	CHECK_INT(leat_pclose(stream), 0);
	CHECK_FAILS(leat_popen("true", "x"), NULL, EINVAL, "popen");
	return 0;
}
