/* If a stage cannot be started the start fails with its cause, and nothing is left of those before; it can be tried again. */
#include <fcntl.h>
#include <sys/resource.h>

#include "spawned.h"

int main(void)
{
	struct leat_pipeline_options options = LEAT_PIPELINE_OPTIONS_INIT;
	char *sleeps[] = {(char *)"sleep", (char *)"1000", NULL}, *missing[] = {(char *)"./missing", NULL};
	struct rlimit limit, before;
	int descriptors = open_descriptors(), group, least, fd;
	leat_pipeline *pipeline;

	for (group = LEAT_GROUP_SAME; group <= LEAT_GROUP_NEW; group++) {
		options.group_kind = group;
		pipeline = leat_pipeline_new(&options);
		leat_pipeline_add(pipeline, sleeps, NULL);
		leat_pipeline_add_shell(pipeline, "trap '' TERM; exec sleep 1000");
		leat_pipeline_add(pipeline, missing, NULL);
		CHECK_FAILS(leat_pipeline_start(pipeline), -1, ENOENT, "pipeline_start");
		CHECK(strstr(leat_error_text(), "has no \"missing\"") != NULL);
		CHECK_NOTHING_LEFT(descriptors);

		/* Now there is one. */
		fd = open("missing", O_WRONLY | O_CREAT, 0700);
		CHECK_INT(write(fd, "#!/bin/sh\n", 10), 10);
		CHECK_INT(close(fd), 0);
		CHECK_INT(leat_pipeline_start(pipeline), 0);
		CHECK_INT(leat_pipeline_end(pipeline, 0, 0, LEAT_FOREVER, NULL), LEAT_KILLED);
		CHECK_INT(unlink("missing"), 0);
		leat_pipeline_free(pipeline);
	}

	/* With any number of descriptors it starts, or leaves nothing. */
	CHECK_INT(getrlimit(RLIMIT_NOFILE, &before), 0);
	limit = before;
	for (least = 3, fd = -1; fd == -1; least++) {
		limit.rlim_cur = (rlim_t)least;
		pipeline = leat_pipeline_new(NULL);
		leat_pipeline_add_shell(pipeline, "exit 0");
		leat_pipeline_add_shell(pipeline, "exit 0");
		leat_pipeline_from_pipe(pipeline);
		leat_pipeline_from_file(pipeline, "/dev/null");
		leat_pipeline_to_pipe(pipeline);
		CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
		fd = leat_pipeline_start(pipeline);
		if (fd == -1)
			check_error(__FILE__, __LINE__, "start", EMFILE, "pipeline_start");
		CHECK_INT(setrlimit(RLIMIT_NOFILE, &before), 0);
		if (fd == 0)
			CHECK_INT(leat_pipeline_wait(pipeline, 30000, NULL), LEAT_EXITED);
		leat_pipeline_free(pipeline);
		CHECK_NOTHING_LEFT(descriptors);
	}
	CHECK(least > 6);
	return 0;
}
