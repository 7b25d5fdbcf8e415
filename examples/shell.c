/* gcc shell.c $(pkg-config --cflags --libs leat) -o shell && printf 'echo "one  two" three > n\nwc -w < n | cat\n' | ./shell */
#include <fcntl.h>
#include <leat.h>
#include <leat/must.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A small shell: words and quotes, a | b, < > >> 2>, & in the background, cd, exit. Ctrl-C ends the job and not the shell. */

enum { MOST_COMMANDS = 64, MOST_FILES = 8, WORD = 'w', APPEND = 'a', ERRORS = '2', NOT_CLOSED = -1, END = 0 };

struct command {
	char **argv;
	struct {
		int fd, flags;
		const char *path;
	} files[MOST_FILES];
	int file_count;
	leat_process *process; /* NULL: it could not be started */
};

/* What a line says. */
struct job {
	struct command commands[MOST_COMMANDS];
	int count, in_background;
	char **words; /* the commands' lists, and the text of them */
};

static int interactive, status;

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
		if (kind == NOT_CLOSED || job->in_background)
			return kind == NOT_CLOSED ? "a quote is not closed" : "& ends the line";
		if (kind == WORD) {
			*words++ = word;
		} else if (kind == '&') {
			job->in_background = 1;
		} else if (kind == '|') {
			if (command->argv[0] == NULL || ++command == job->commands + MOST_COMMANDS)
				return "there is no command before |, or too many are";
			command->argv = ++words; /* behind the NULL that ends the list before */
		} else {
			if (next_token(&line, &room) != WORD || (file = command->file_count++) == MOST_FILES)
				return "there is no file after < or >, or too many are";
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

static void start(struct job *job)
{
	int i, input = -1; /* what the command before writes */
	pid_t group = 0;

	for (i = 0; i < job->count; i++) {
		struct command *command = &job->commands[i];
		struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;

		if (interactive || job->in_background)
			options.group_kind = group == 0 ? LEAT_GROUP_NEW : LEAT_GROUP_JOIN;
		options.group = group;
		if (interactive && !job->in_background)
			options.flags = LEAT_PROCESS_TELL_STOPS | (group == 0 ? LEAT_PROCESS_FOREGROUND : 0);
		if (i > 0 || job->in_background)
			options.in.kind = input == -1 ? LEAT_CHILD_NULL : LEAT_CHILD_FD;
		options.in.fd = input;
		options.out.kind = i < job->count - 1 ? LEAT_CHILD_PIPE : LEAT_CHILD_INHERIT;
		command->process = command->file_count > 0 ? leat_process_spawn_function(run_with_files, &options, command)
		                                           : leat_process_spawn(command->argv, &options);
		if (command->process == NULL)
			leat_perror(command->argv[0]);
		else if (group == 0)
			group = leat_process_pid(command->process);
		if (input != -1)
			leat_close(input);
		input = command->process == NULL || i == job->count - 1 ? -1 : leat_process_take_pipe_fd(command->process, 1);
	}
}

/* From the last command to the first, which has the terminal until it was waited for. */
static void wait_for(struct job *job)
{
	struct leat_process_result result = LEAT_PROCESS_RESULT_INIT, last = {.how = LEAT_EXITED, .code = 127};
	int i;

	for (i = job->count - 1; i >= 0; i--)
		if (job->commands[i].process != NULL) {
			LEAT_MUST(leat_process_wait(job->commands[i].process, LEAT_FOREVER, &result));
			last = i == job->count - 1 ? result : last;
		}
	status = last.how == LEAT_EXITED ? last.code : 128 + last.code;
	if (last.how != LEAT_EXITED)
		fprintf(stderr, "%s\n", last.code == SIGINT ? "" : strsignal(last.code));
}

static void run(const char *line)
{
	struct job job = {0};
	const char *wrong = parse(line, &job);
	char **argv = job.words;
	int i;

	if (wrong != NULL) {
		fprintf(stderr, "shell: %s\n", wrong);
		status = 2;
	} else if (job.count == 1 && strcmp(argv[0], "exit") == 0) {
		exit(argv[1] == NULL ? status : atoi(argv[1]));
	} else if (job.count == 1 && strcmp(argv[0], "cd") == 0) {
		if ((status = leat_chdir(argv[1] == NULL ? getenv("HOME") : argv[1]) == -1))
			leat_perror("cd: chdir");
	} else if (job.count > 0) {
		start(&job);
		if (!job.in_background)
			wait_for(&job);
	}
	for (i = 0; i < job.count; i++)
		leat_process_free(job.commands[i].process); /* one in the background, or stopped, stays */
	free(job.words);
}

/* Ctrl-C without a job; one that has the terminal gets that itself. */
static void on_interrupt(int signal)
{
	(void)signal;
	leat_write(1, "\n$ ", 3);
}

int main(void)
{
	static char *line;
	static size_t size;

	if ((interactive = leat_isatty(0))) {
		leat_signal(SIGINT, on_interrupt);
		leat_signal(SIGQUIT, SIG_IGN);
		leat_signal(SIGTSTP, SIG_IGN);
	}
	setvbuf(stdin, NULL, _IONBF, 0); /* a command that reads the same input goes on behind its line */
	while (fputs(interactive ? "$ " : "", stdout), fflush(stdout), getline(&line, &size, stdin) != -1)
		run(line);
	return status;
}
