/* A pipeline of programs sorts and counts the words of a file into another, which can be appended to. */
#include <fcntl.h>

#include "spawned.h"

static void count(const char *from, const char *to, int flags)
{
	char *sort[] = {(char *)"sort", NULL}, *uniq[] = {(char *)"uniq", (char *)"-d", NULL};
	struct leat_pipeline_result result = LEAT_PIPELINE_RESULT_INIT;
	leat_pipeline *pipeline = leat_pipeline_new(NULL);

	leat_pipeline_add(pipeline, sort, NULL);
	leat_pipeline_add(pipeline, uniq, NULL);
	leat_pipeline_from_file(pipeline, from);
	leat_pipeline_to_file(pipeline, to, flags);
	CHECK_INT(leat_pipeline_start(pipeline), 0);
	CHECK_INT(leat_pipeline_wait(pipeline, 30000, &result), LEAT_EXITED);
	CHECK_INT(result.stage, -1);
	CHECK_INT(result.code, 0);
	/* It says the same again, and is not started again. */
	CHECK_INT(leat_pipeline_wait(pipeline, 0, NULL), LEAT_EXITED);
	CHECK_FAILS(leat_pipeline_start(pipeline), -1, EALREADY, "pipeline_start");
	CHECK_FAILS(leat_pipeline_kill(pipeline, 0), -1, ESRCH, "pipeline_kill");
	leat_pipeline_free(pipeline);
}

int main(void)
{
	int descriptors = open_descriptors(), fd = creat("words", 0600);

	CHECK_INT(write(fd, "b\na\nc\nb\na\n", 10), 10);
	CHECK_INT(close(fd), 0);
	count("words", "counts", 0);
	count("words", "counts", LEAT_PIPELINE_APPEND);
	CHECK_TEXT(all_of(open("counts", O_RDONLY)), "a\nb\na\nb\n");
	count("words", "counts", 0);
	CHECK_TEXT(all_of(open("counts", O_RDONLY)), "a\nb\n");
	CHECK_INT(unlink("words"), 0);
	CHECK_INT(unlink("counts"), 0);
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
