/*
 * If a stage cannot be started the start fails with its cause, it is known which, and nothing is left of those before; it can be
 * tried again.
 */
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
		CHECK_INT(leat_pipeline_failed_stage(pipeline), 2);
		CHECK_NOTHING_LEFT(descriptors);

		/* Of a file no stage is to blame. */
		leat_pipeline_from_file(pipeline, "no/file");
		CHECK_FAILS(leat_pipeline_start(pipeline), -1, ENOENT, "pipeline_start");
		CHECK_FAILS(leat_pipeline_failed_stage(pipeline), -1, EINVAL, "pipeline_failed_stage");
		leat_pipeline_from_file(pipeline, "/dev/null");
		CHECK_FAILS(leat_pipeline_start(pipeline), -1, ENOENT, "pipeline_start");
		CHECK_INT(leat_pipeline_failed_stage(pipeline), 2);

		/* Now there is one. */
		fd = open("missing", O_WRONLY | O_CREAT, 0700);
		CHECK_INT(write(fd, "#!/bin/sh\n", 10), 10);
		CHECK_INT(close(fd), 0);
		CHECK_INT(leat_pipeline_start(pipeline), 0);
		CHECK_FAILS(leat_pipeline_failed_stage(pipeline), -1, EINVAL, "pipeline_failed_stage");
		CHECK_INT(leat_pipeline_end(pipeline, 0, 0, LEAT_FOREVER, NULL), LEAT_KILLED);
		CHECK_INT(unlink("missing"), 0);
		leat_pipeline_free(pipeline);
	}

	/* What a stage has started goes with its group. It is there before the next stage, which is given the FIFO that it opens. */
	{
		struct leat_process_options given = LEAT_PROCESS_OPTIONS_INIT;
		struct leat_child_fd from_it = {3, 0, {LEAT_CHILD_FILE, 0, "fifo", 0, 0}};
		char byte;

		CHECK_INT(leat_fifo_make("fifo", 0600), 0);
		CHECK((fd = open("fifo", O_RDONLY | O_NONBLOCK)) != -1);
		given.fds = &from_it;
		given.fd_count = 1;
		pipeline = leat_pipeline_new(&options);
		leat_pipeline_add_shell(pipeline, "exec sleep 1000 > fifo & wait");
		leat_pipeline_add(pipeline, missing, &given);
		CHECK_FAILS(leat_pipeline_start(pipeline), -1, ENOENT, "pipeline_start");
		CHECK_INT(leat_io_set_nonblocking(fd, 0), 1);
		CHECK_INT(read(fd, &byte, 1), 0); /* who could write is dead */
		CHECK_INT(close(fd), 0);
		CHECK_INT(unlink("fifo"), 0);
		leat_pipeline_free(pipeline);
		CHECK_NOTHING_LEFT(descriptors);
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
