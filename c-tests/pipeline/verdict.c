/* The last stage that has failed is the verdict, but not one whose reader had enough; each stage has its own result. */
#include <signal.h>

#include "spawned.h"

static void check(const char *first, const char *second, const char *third, int how, int code, int stage)
{
	const char *lines[3];
	struct leat_child_stream null = {LEAT_CHILD_NULL, 0, NULL, 0, 0};
	struct leat_pipeline_result result = LEAT_PIPELINE_RESULT_INIT;
	leat_pipeline *pipeline = leat_pipeline_new(NULL);
	int index;

	lines[0] = first, lines[1] = second, lines[2] = third;
	for (index = 0; index < 3; index++)
		CHECK_INT(leat_pipeline_add_shell(pipeline, lines[index]), 0);
	CHECK_INT(leat_pipeline_set_stream(pipeline, 1, &null), 0);
	CHECK_INT(leat_pipeline_start(pipeline), 0);
	CHECK_INT(leat_pipeline_wait(pipeline, 30000, &result), how);
	CHECK_INT(result.how, how);
	CHECK_INT(result.code, code);
	CHECK_INT(result.stage, stage);
	CHECK(result.user_us + result.system_us > 0);
	leat_pipeline_free(pipeline);
}

int main(void)
{
	struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;
	char *yes[] = {(char *)"yes", NULL}, *head[] = {(char *)"head", (char *)"-c1", NULL};
	struct leat_child_stream null = {LEAT_CHILD_NULL, 0, NULL, 0, 0};
	int descriptors = open_descriptors();
	leat_pipeline *pipeline;

	check("exit 3", "exit 4", "exit 0", LEAT_EXITED, 4, 1);
	check("exit 3", "exit 4", "exit 5", LEAT_EXITED, 5, 2);
	check("exit 3", "exit 0", "exit 0", LEAT_EXITED, 3, 0);
	check("exit 0", "kill -TERM $$", "exit 0", LEAT_KILLED, SIGTERM, 1);
	check("exit 0", "exit 0", "kill -PIPE $$", LEAT_KILLED, SIGPIPE, 2);
	/* Whether the shell is the command in the end, or waits for it and then says how it has ended. */
	check("yes", "head -c1", "exit 0", LEAT_EXITED, 0, -1);
	check("yes; exit $?", "head -c1", "exit 0", LEAT_EXITED, 0, -1);
	check("yes; exit 3", "head -c1", "exit 0", LEAT_EXITED, 3, 0);
	check("exit 0", "exit 0", "exit 141", LEAT_EXITED, 141, 2);

	pipeline = leat_pipeline_new(NULL);
	leat_pipeline_add(pipeline, yes, NULL);
	leat_pipeline_add(pipeline, head, NULL);
	leat_pipeline_set_stream(pipeline, 1, &null);
	CHECK_INT(leat_pipeline_start(pipeline), 0);
	CHECK_INT(leat_pipeline_wait(pipeline, 30000, NULL), LEAT_EXITED);
	CHECK_INT(leat_process_wait(leat_pipeline_process(pipeline, 0), 0, &result), LEAT_KILLED);
	CHECK_INT(result.code, SIGPIPE);
	CHECK_INT(leat_process_wait(leat_pipeline_process(pipeline, 1), 0, &result), LEAT_EXITED);
	CHECK_FAILS(leat_pipeline_process(pipeline, 2), NULL, EINVAL, "pipeline_process");
	leat_pipeline_free(pipeline);
	CHECK_NOTHING_LEFT(descriptors);
	return 0;
}
