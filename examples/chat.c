/* gcc chat.c $(pkg-config --cflags --libs leat) -o chat && (./chat room & echo hello | ./chat room anna; kill $!; wait) */
#include <errno.h>
#include <leat.h>
#include <leat/must.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * A chat over a FIFO, in as many terminals as you like: `chat room` serves until Ctrl-C, `chat room anna` takes part until
 * Ctrl-D. Who has no chat may `echo hello > room`.
 */

enum { MOST = 4000, PATIENCE = 5000 };

static leat_stop *stop;

static void on_signal(int signal)
{
	(void)signal;
	leat_stop_now(stop);
}

/* Tells everybody. Who does not read is dropped, and keeps nobody waiting. */
static void tell(leat_fifo_server *server, const char *who, const char *between, const void *said, size_t size)
{
	char line[2 * MOST];
	int length = snprintf(line, sizeof line, "%.99s%s%.*s", who, between, size < MOST ? (int)size : MOST, (const char *)said);

	LEAT_MUST(leat_fifo_server_answer_all(server, line, (size_t)length));
}

/* What a client sends first is its name, and last is nothing, which it gets back behind all else. */
static void heard(leat_fifo_server *server, const struct leat_server_event *event)
{
	char *name = event->user;

	if (event->data_size == 0) {
		if (leat_fifo_server_answer(server, event->client, "", 0) == -1)
			leat_perror("fifo_server_answer"); /* it is gone, or full */
	} else if (name == NULL) {
		name = LEAT_MUST_PTR(strndup(event->data, event->data_size));
		LEAT_MUST(leat_fifo_server_set_user(server, event->client, name));
		tell(server, name, " is here", "", 0);
	} else {
		tell(server, name, ": ", event->data, event->data_size);
	}
}

static void serve(const char *room)
{
	struct leat_server_event event = LEAT_SERVER_EVENT_INIT;
	leat_fifo_server *server = LEAT_MUST_PTR(leat_fifo_server_new(room, NULL));

	stop = LEAT_MUST_PTR(leat_stop_new());
	LEAT_MUST(leat_stop_attach(stop));
	leat_signal(SIGINT, on_signal);
	leat_signal(SIGTERM, on_signal);
	while (leat_fifo_server_next(server, LEAT_FOREVER, &event) == 0) {
		if (event.kind == LEAT_DATA) {
			heard(server, &event);
		} else if (event.kind == LEAT_TEXT) {
			tell(server, "somebody", ": ", event.data, event.data_size);
		} else if (event.kind == LEAT_GONE && event.user != NULL) {
			tell(server, event.user, event.error == 0 ? " has left" : " was too slow", "", 0);
			free(event.user);
		}
	}
	if (errno != ECANCELED)
		leat_perror("fifo_server_next");
	leat_fifo_server_free(server); /* and the FIFO is gone */
}

/* Sends the lines that are there. Returns 0 at their end. */
static int send_lines(leat_reader *input, leat_fifo_client *client)
{
	const char *line;
	size_t length;
	int got;

	while ((got = leat_reader_line(input, 0, &line, &length)) == 1)
		if (length > 0)
			LEAT_MUST(leat_fifo_client_send(client, line, length < MOST ? length : MOST, PATIENCE));
	if (got == -1 && errno == EAGAIN)
		return 1;
	if (got == -1)
		leat_perror("reader_line");
	LEAT_MUST(leat_fifo_client_send(client, "", 0, PATIENCE));
	return 0;
}

/* Prints what has come. Returns 0 at its end. */
static int print_lines(leat_fifo_client *client)
{
	const void *said;
	size_t size;
	int got;

	while ((got = leat_fifo_client_receive(client, 0, &said, &size)) == 1 && size > 0)
		printf("%.*s\n", (int)size, (const char *)said);
	fflush(stdout);
	if (got == -1 && errno == EAGAIN)
		return 1;
	if (got == -1)
		leat_perror("fifo_client_receive");
	else if (got == 0)
		fputs("chat: the server has ended\n", stderr);
	return 0;
}

static void take_part(const char *room, const char *name)
{
	struct leat_io_interest either[2] = {{0, LEAT_IO_READABLE, 0, 0}, {0, LEAT_IO_READABLE, 0, 0}};
	leat_reader *input = LEAT_MUST_PTR(leat_reader_new(STDIN_FILENO, NULL));
	leat_fifo_client *client;

	LEAT_MUST(leat_fifo_make(room, 0600)); /* so that the server may come later */
	client = LEAT_MUST_PTR(leat_fifo_client_open(room, PATIENCE));
	LEAT_MUST(leat_fifo_client_send(client, name, strlen(name), PATIENCE));
	either[0].fd = leat_reader_fd(input);
	either[1].fd = leat_fifo_client_fd(client);
	while (leat_io_wait(either, 2, LEAT_FOREVER) != -1) {
		if (either[0].ready != 0 && send_lines(input, client) == 0)
			either[0].fd = -1;
		if (either[1].ready != 0 && print_lines(client) == 0)
			break;
	}
	leat_fifo_client_free(client);
	leat_reader_free(input);
}

int main(int argc, char **argv)
{
	if (argc == 2)
		serve(argv[1]);
	else if (argc == 3)
		take_part(argv[1], argv[2]);
	else
		fputs("chat ROOM, or chat ROOM NAME\n", stderr);
	return argc != 2 && argc != 3;
}
