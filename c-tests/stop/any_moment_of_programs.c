/*
 * Wherever a stop meets a program, a pipeline or a request to a server, either all of it is done, or nothing of it is left.
 *
 * test: flags -D_GNU_SOURCE
 */
#include "fifo/serving.h"
#include "random_stop.h"
#include "spawned.h"

enum { ROUNDS = 60, SIZE = 100000 };

static char data[SIZE];

/* What a run that a stop may have ended has given. Was it ended? */
static int is_stopped(int result, struct leat_process_output *output)
{
	if (result == -1) {
		CHECK_INT(errno, ECANCELED);
		return 1;
	}
	CHECK_INT(result, LEAT_EXITED);
	CHECK_INT(output->code, 0);
	CHECK_INT(output->out_size, SIZE);
	CHECK(memcmp(output->out, data, SIZE) == 0);
	leat_process_output_free(output);
	return 0;
}

static int run_program(const struct leat_process_talk *talk)
{
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	int stopped;

	attach_random_stop(4000);
	stopped = is_stopped(leat_process_run(shell("cat"), NULL, talk, LEAT_FOREVER, &output), &output);
	detach_random_stop();
	return stopped;
}

static int run_pipeline(const struct leat_process_talk *talk)
{
	struct leat_process_output output = LEAT_PROCESS_OUTPUT_INIT;
	leat_pipeline *pipeline = leat_pipeline_new(NULL);
	int stopped;

	leat_pipeline_add_shell(pipeline, "cat");
	leat_pipeline_add_shell(pipeline, "cat");
	attach_random_stop(8000);
	stopped = is_stopped(leat_pipeline_run(pipeline, talk, 60000, &output), &output);
	detach_random_stop();
	leat_pipeline_free(pipeline);
	return stopped;
}

static int ask(int round)
{
	char question[16], answer[16];
	size_t length = (size_t)snprintf(question, sizeof question, "question %d", round), size;
	int result;

	attach_random_stop(300);
	result = leat_fifo_request(SERVER, question, length, LONG, answer, sizeof answer, &size);
	if (result == -1)
		CHECK_INT(errno, ECANCELED);
	else
		CHECK(size == length && memcmp(answer, question, size) == 0);
	detach_random_stop();
	return result == -1;
}

int main(void)
{
	struct leat_process_talk talk = LEAT_PROCESS_TALK_INIT;
	int descriptors = open_descriptors(), round, programs = 0, pipelines = 0, requests = 0;
	leat_fifo_client *client;
	pid_t server;

	memset(data, 'x', SIZE);
	talk.input = data;
	talk.input_size = SIZE;
	prepare_random_stops();
	for (round = 0; round < ROUNDS; round++) {
		programs += run_program(&talk);
		pipelines += run_pipeline(&talk);
	}
	CHECK_NOTHING_LEFT(descriptors);

	server = start_server();
	for (round = 0; round < ROUNDS; round++)
		requests += ask(round);
	client = leat_fifo_client_open(SERVER, LONG);
	CHECK(client != NULL);
	CHECK_INT(leat_fifo_client_send(client, "end", 3, LONG), 0);
	CHECK_INT(exit_status_of(server), 0);
	leat_fifo_client_free(client);
	CHECK_INT(files(SERVER), 0);
	CHECK_NOTHING_LEFT(descriptors);
	/* Not every one came too late. */
	CHECK(programs > 0 && pipelines > 0 && requests > 0);
	return 0;
}
