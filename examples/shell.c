/* gcc shell.c $(pkg-config --cflags --libs leat) -o shell && printf 'echo "one  two" three > n\nwc -w < n | cat\n' | ./shell */
#include <fcntl.h>
#include <leat.h>
#include <leat/must.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A small shell: words and quotes, a | b, < > >> 2>, &, cd, exit; Ctrl-C ends the job and not the shell, fg is for Ctrl-Z. */

enum { MOST_COMMANDS = 64, MOST_FILES = 8, WORD = 'w', APPEND = 'a', ERRORS = '2', NOT_CLOSED = -1, END = 0 };

struct command {
	char **argv;
	struct { int fd, flags; const char *path; } files[MOST_FILES];
	int file_count;
};

/* What a line says. */
struct job {
	struct command commands[MOST_COMMANDS];
	int count, in_background;
	char **words; /* the commands' lists, and the text of them */
};

static int interactive, status;
static leat_pipeline *stopped;

/* Reads an operator, or a word, which it copies to *room without its quotes. */
static int next_token(const char **line, char **room)
{
	const char *at = *line + strspn(*line, " \t\n");
	int quote = 0, kind = END;

	if (strncmp(at, "2>", 2) == 0 || strncmp(at, ">>", 2) == 0) {
		kind = *at == '2' ? ERRORS : APPEND;
		at += 2;
	} else if (*at != '\0' && strchr("|<>&", *at) != NULL) {
		kind = *at++;
	} else if (*at != '\0') {
		for (kind = WORD; *at != '\0' && (quote != 0 || strchr(" \t\n|<>&", *at) == NULL); at++)
			if (*at == quote || (quote == 0 && (*at == '"' || *at == '\''))) {
				quote = quote == 0 ? *at : 0;
			} else {
				at += *at == '\\' && quote != '\'' && at[1] != '\0';
				*(*room)++ = *at;
			}
		*(*room)++ = '\0';
	}
	*line = at;
	return quote == 0 ? kind : NOT_CLOSED;
}

/* Returns what is wrong with the line, or NULL. */
static const char *parse(const char *line, struct job *job)
{
	size_t most = strlen(line) + 2; /* words, and bytes of them */
	struct command *command = job->commands;
	char **words = job->words = LEAT_MUST_PTR(calloc(most, sizeof *words + 1));
	char *room = (char *)(words + most), *word = room;
	int kind, file;

	for (command->argv = words; (kind = next_token(&line, &room)) != END; word = room) {
		if (kind == NOT_CLOSED)
			return "a quote is not closed";
		if (job->in_background)
			return "& ends the line";
		if (kind == WORD) {
			*words++ = word;
		} else if (kind == '&') {
			job->in_background = 1;
		} else if (kind == '|') {
			if (command->argv[0] == NULL)
				return "there is no command before |";
			if (++command == job->commands + MOST_COMMANDS)
				return "there are too many commands";
			command->argv = ++words; /* behind the NULL that ends the list before */
		} else {
			if (next_token(&line, &room) != WORD)
				return "there is no file after < or >";
			if ((file = command->file_count++) == MOST_FILES)
				return "there are too many files";
			command->files[file].path = word;
			command->files[file].fd = kind == '<' ? 0 : kind == ERRORS ? 2 : 1;
			command->files[file].flags = kind == '<' ? O_RDONLY : O_WRONLY | O_CREAT | (kind == APPEND ? O_APPEND : O_TRUNC);
		}
	}
	job->count = (int)(command - job->commands) + (command->argv[0] != NULL);
	if (command->argv[0] == NULL && (command != job->commands || command->file_count > 0 || job->in_background))
		return "a command is missing";
	return NULL;
}

/* In the child, as to open a FIFO may be to wait for its other end. */
static int run_with_files(void *user)
{
	struct command *command = user;
	int i, fd;

	for (i = 0; i < command->file_count; i++) {
		fd = leat_open(command->files[i].path, command->files[i].flags | O_CLOEXEC, 0666);
		if (fd == -1 || leat_dup2(fd, command->files[i].fd) == -1)
			return leat_perror(command->files[i].path), 1;
	}
	leat_execvp(command->argv[0], command->argv);
	return leat_perror(command->argv[0]), 127;
}

/* Waits until it has ended, or is stopped. */
static void wait_for(leat_pipeline *pipeline)
{
	struct leat_pipeline_result result = LEAT_PIPELINE_RESULT_INIT;
	int how = LEAT_MUST(leat_pipeline_wait(pipeline, LEAT_FOREVER, &result));
	leat_pipeline *before = pipeline == stopped ? NULL : stopped;

	status = how == LEAT_EXITED ? result.code : 128 + result.code;
	if (how != LEAT_EXITED)
		fprintf(stderr, "%s\n", result.code == SIGINT ? "" : leat_process_how_text(how, result.code));
	stopped = how == LEAT_STOPPED ? pipeline : before;
	leat_pipeline_free(how == LEAT_STOPPED ? before : pipeline); /* who is freed goes on, or stays stopped */
}

/* Starts it, and unless it is in the background waits for it. */
static void run_job(struct job *job)
{
	struct leat_pipeline_options options = LEAT_PIPELINE_OPTIONS_INIT;
	leat_pipeline *pipeline;
	int i;

	if (job->in_background)
		options.group_kind = LEAT_GROUP_NEW;
	else if (interactive)
		options.flags = LEAT_PIPELINE_FOREGROUND | LEAT_PIPELINE_TELL_STOPS;
	pipeline = LEAT_MUST_PTR(leat_pipeline_new(&options));
	for (i = 0; i < job->count; i++)
		if (job->commands[i].file_count > 0)
			leat_pipeline_add_function(pipeline, job->commands[i].argv[0], run_with_files, NULL, &job->commands[i]);
		else
			leat_pipeline_add(pipeline, job->commands[i].argv, NULL);
	if (job->in_background)
		leat_pipeline_from_file(pipeline, "/dev/null");

	if (leat_pipeline_start(pipeline) == -1) {
		fprintf(stderr, "%s\n", leat_error_text());
		status = 127;
	} else if (!job->in_background) {
		wait_for(pipeline);
		return;
	}
	leat_pipeline_free(pipeline); /* what is in the background stays */
}

static void run(const char *line)
{
	struct job job = {0};
	const char *wrong = parse(line, &job);
	char **argv = job.words;

	if (wrong != NULL) {
		fprintf(stderr, "shell: %s\n", wrong);
		status = 2;
	} else if (job.count == 1 && strcmp(argv[0], "exit") == 0) {
		exit(argv[1] == NULL ? status : atoi(argv[1]));
	} else if (job.count == 1 && strcmp(argv[0], "cd") == 0) {
		if ((status = leat_chdir(argv[1] == NULL ? getenv("HOME") : argv[1]) == -1))
			leat_perror("cd: chdir");
	} else if (job.count == 1 && strcmp(argv[0], "fg") == 0 && stopped != NULL) {
		LEAT_MUST(leat_pipeline_foreground(stopped));
		wait_for(stopped);
	} else if (job.count > 0) {
		run_job(&job);
	}
	free(job.words);
}

/* Ctrl-C without a job; one that has the terminal gets that itself. */
static void on_interrupt(int signal)
{
	(void)signal;
	leat_write(STDOUT_FILENO, "\n$ ", 3);
}

int main(void)
{
	static char *line;
	static size_t size;

	if ((interactive = leat_isatty(STDIN_FILENO))) {
		leat_signal(SIGINT, on_interrupt);
		leat_signal(SIGQUIT, SIG_IGN);
		leat_signal(SIGTSTP, SIG_IGN);
	}
	setvbuf(stdin, NULL, _IONBF, 0); /* a command that reads the same input goes on behind its line */
	while (fputs(interactive ? "$ " : "", stdout), fflush(stdout), getline(&line, &size, stdin) != -1)
		run(line);
	return status;
}
