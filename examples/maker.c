/* gcc maker.c $(pkg-config --cflags --libs leat) -o maker && printf 'all: b\nb: a\n\techo b\na:\n\techo a\n' | ./maker -j 2 */
#include <errno.h>
#include <fcntl.h>
#include <leat.h>
#include <leat/must.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * As make: "target: dependencies" and, with a tab before it, "command". What can run does, at most so many at a time, and
 * whether or not it was made before. If one fails, or at Ctrl-C, what still runs is ended: all of it.
 */

enum { MOST_RULES = 500, MOST_NEEDS = 100 };

struct rule {
	char *target, *needs[MOST_NEEDS + 1];
	char *command; /* NULL: there is nothing to run */
	leat_process *process; /* while it runs */
	int done;
};

static struct rule rules[MOST_RULES], *rules_end = rules;
static leat_stop *stop;

static void on_interrupt(int signal)
{
	(void)signal;
	leat_stop_now(stop);
}

static void refuse(int line, const char *why)
{
	fprintf(stderr, "maker: line %d: %s\n", line, why);
	exit(2);
}

static struct rule *rule_of(const char *target)
{
	struct rule *rule;

	for (rule = rules; rule < rules_end; rule++)
		if (strcmp(rule->target, target) == 0)
			return rule;
	return NULL;
}

/* "target: dependencies" */
static void add_rule(const char *text, int line)
{
	char *words = LEAT_MUST_PTR(strdup(text)), *colon = strchr(words, ':'), *word, *target;
	int count = 0;

	if (colon == NULL)
		refuse(line, "there is neither a colon nor, as before a command, a tab");
	*colon = '\0';
	if ((target = strtok(words, " \t")) == NULL || strtok(NULL, " \t") != NULL)
		refuse(line, "one target, and one only, must stand before the colon");
	if (rule_of(target) != NULL)
		refuse(line, "this target has a rule already");
	if (rules_end == rules + MOST_RULES)
		refuse(line, "too many rules");
	for (word = strtok(colon + 1, " \t"); word != NULL; word = strtok(NULL, " \t")) {
		if (count == MOST_NEEDS)
			refuse(line, "too many dependencies");
		rules_end->needs[count++] = word;
	}
	rules_end++->target = target;
}

/* One more line for the shell. */
static void add_command(struct rule *rule, const char *text)
{
	size_t before = rule->command == NULL ? 0 : strlen(rule->command);

	rule->command = LEAT_MUST_PTR(realloc(rule->command, before + strlen(text) + 2));
	sprintf(rule->command + before, "%s%s", before == 0 ? "" : "\n", text);
}

static void read_rules(int fd)
{
	leat_reader *reader = LEAT_MUST_PTR(leat_reader_new(fd, NULL));
	const char *text;
	int line;

	for (line = 1; LEAT_MUST(leat_reader_line(reader, LEAT_FOREVER, &text, NULL)) == 1; line++)
		if (text[0] == '\t' && rules_end == rules)
			refuse(line, "a command without a target");
		else if (text[0] == '\t')
			add_command(rules_end - 1, text + 1);
		else if (text[0] != '#' && text[strspn(text, " \t")] != '\0')
			add_rule(text, line);
	leat_reader_free(reader);
}

/* What it needs has been made, or is a file that no rule makes. */
static int is_ready(const struct rule *rule)
{
	char *const *need;
	const struct rule *other;

	for (need = rule->needs; *need != NULL; need++)
		if ((other = rule_of(*need)) != NULL && !other->done)
			return 0;
	return 1;
}

static void check_needs(const struct rule *rule)
{
	char *const *need;

	for (need = rule->needs; *need != NULL; need++)
		if (rule_of(*need) == NULL && leat_access(*need, F_OK) == -1) {
			fprintf(stderr, "maker: %s needs %s, which has no rule, and is no file\n", rule->target, *need);
			exit(2);
		}
}

static void start(struct rule *rule)
{
	char *argv[] = {"sh", "-ec", rule->command, NULL};
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;

	options.in.kind = LEAT_CHILD_NULL;
	options.group_kind = LEAT_GROUP_NEW; /* Ctrl-C is for maker alone, and the command is ended with all that it started */
	options.flags = LEAT_PROCESS_DIE_WITH_THREAD;
	rule->process = LEAT_MUST_PTR(leat_process_spawn(argv, &options));
}

/* Says how it has ended, if it has failed. */
static int has_failed(const struct rule *rule, const struct leat_process_result *result)
{
	if (result->how == LEAT_EXITED && result->code == 0)
		return 0;
	fprintf(stderr, "maker: %s: %s: %s\n", rule->target, leat_process_how_text(result->how, result->code), rule->command);
	return 1;
}

/* Waits until a command has ended, or some. Returns 0; 1 if one has failed; -1 at Ctrl-C. */
static int wait_for_some(void)
{
	struct leat_io_interest interests[MOST_RULES];
	struct leat_process_result result = LEAT_PROCESS_RESULT_INIT;
	struct rule *rule, *running[MOST_RULES];
	int i, count = 0, failed = 0;

	for (rule = rules; rule < rules_end; rule++)
		if (rule->process != NULL) {
			interests[count].fd = LEAT_MUST(leat_process_fd(rule->process));
			interests[count].wanted = LEAT_IO_READABLE;
			interests[count].reserved = 0;
			running[count++] = rule;
		}
	if (leat_io_wait(interests, (size_t)count, LEAT_FOREVER) == -1) {
		if (errno != ECANCELED)
			leat_perror("maker: io_wait");
		return -1;
	}
	for (i = 0; i < count; i++)
		if (interests[i].ready != 0) {
			rule = running[i];
			LEAT_MUST(leat_process_wait(rule->process, 0, &result));
			leat_process_free(rule->process);
			rule->process = NULL;
			rule->done = 1;
			failed |= has_failed(rule, &result);
		}
	return failed;
}

/* Starts what can run now; returns how many run. */
static int start_ready(int most)
{
	struct rule *rule;
	int running, again;

	do {
		running = again = 0;
		for (rule = rules; rule < rules_end; rule++)
			running += rule->process != NULL;
		for (rule = rules; rule < rules_end; rule++)
			if (!rule->done && rule->process == NULL && is_ready(rule)) {
				if (rule->command == NULL)
					rule->done = again = 1; /* which others may have waited for */
				else if (running < most)
					start(rule), running++;
			}
	} while (again);
	return running;
}

/* SIGTERM; who is still there 2 s later gets SIGKILL. */
static void end_all(void)
{
	struct rule *rule;

	leat_stop_attach(NULL); /* it was thrown, and would also end these waits */
	for (rule = rules; rule < rules_end; rule++)
		if (rule->process != NULL && leat_process_end(rule->process, 0, 2000, 1000, NULL) == -1)
			leat_perror("leat_process_end");
}

int main(int argc, char **argv)
{
	int most = 1, ended = 0, option;
	struct rule *rule;

	while ((option = getopt(argc, argv, "j:")) != -1)
		if (option != 'j' || (most = atoi(optarg)) < 1) {
			fprintf(stderr, "usage: %s [-j at-a-time] [file]\n", argv[0]);
			return 2;
		}
	stop = LEAT_MUST_PTR(leat_stop_new());
	LEAT_MUST(leat_stop_attach(stop));
	leat_signal(SIGINT, on_interrupt);
	leat_signal(SIGTERM, on_interrupt);
	read_rules(optind < argc ? LEAT_MUST(leat_open(argv[optind], O_RDONLY)) : STDIN_FILENO);
	for (rule = rules; rule < rules_end; rule++)
		check_needs(rule);
	atexit(end_all); /* also when LEAT_MUST ends the program */

	while (ended == 0 && start_ready(most) > 0)
		ended = wait_for_some();
	if (ended == -1)
		fputs("maker: interrupted\n", stderr);
	for (rule = rules; ended == 0 && rule < rules_end; rule++)
		if (!rule->done) {
			fprintf(stderr, "maker: %s needs what needs it\n", rule->target);
			ended = 1;
		}
	return ended == -1 ? 130 : ended;
}
