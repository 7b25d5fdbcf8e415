/*
 * Calls every mirror beside libc's function of its name with the same bad arguments, and prints where they differ: in
 * result, error number, what they wrote, or in that only one crashes or does not return.
 *
 *   bad_input                  compares; exit 1 if anything differs
 *   bad_input --only NAME      the rows of one mirror, with every case written out
 *   bad_input --list           the mirrors in the table, a line a row: name, number of cases
 *   bad_input --sabotage WAY   puts something wrong in leat's place (`ways` below); exit 1 unless it is noticed in
 *                              every row in which it can be
 *
 * It runs in an empty directory, which it leaves empty.
 */
#include "run.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* Only addresses are taken, so no prototypes are needed; the C names are not libc's, which the compiler knows. */
#define CHECKED(name, symbol, ...)                                                                              \
	extern void leat_##name(void);                                                                          \
	extern void libc_##name(void) __asm__(#symbol);
#define MIRROR(name, ...) CHECKED(name, name)
#define VARIADIC(name, ...) CHECKED(name, name)
#include "table.h"
#undef CHECKED
#undef MIRROR
#undef VARIADIC

#define ROW(name, is_variadic, type, ...) {#name, libc_##name, leat_##name, type, is_variadic, {__VA_ARGS__}},
#define MIRROR(name, type, ...) ROW(name, 0, type, __VA_ARGS__)
#define VARIADIC(name, type, ...) ROW(name, 1, type, __VA_ARGS__)
#define CHECKED(name, symbol, type, ...) ROW(name, 0, type, __VA_ARGS__)
static const struct row rows[] = {
#include "table.h"
};

enum {
	ROWS = sizeof rows / sizeof rows[0],
	WORKERS = 12,       /* calls that block cost no time */
	MIXED_CASES = 40,   /* of each row, with any point for any argument */
	LIMIT_MS = 100,     /* after this a call counts as blocked … */
	PATIENT_MS = 5000,  /* … unless the other side returns: then both get this long, on a machine however busy */
};

static const struct {
	const char *name;
	enum sabotage sabotage;
} ways[] = {
	{"returns-wrong", RETURNS_WRONG},
	{"spoils-memory", SPOILS_MEMORY},
	{"is-careless", IS_CARELESS},
	{"blocks", BLOCKS},
};

/* What all workers add to. */
static struct totals {
	long cases, crashes, blocks, different, unmade;
	char could_notice[ROWS], noticed[ROWS];
} *totals;

static enum sabotage sabotage = NO_SABOTAGE;
static const char *only;
/* Where differences are written: the standard streams belong to the calls. */
static int report;
/* With --list: the cases are only counted. */
static int counting;

static const struct point *point_of(const struct row *row, const struct test_case *test, int i)
{
	return &kind(row->kinds[i])->points[test->choice[i]];
}

static void write_case(const struct row *row, const struct test_case *test, const struct outcome sides[2])
{
	char text[2048], phrase[2][256];
	size_t length = (size_t)snprintf(text, sizeof text, "%s(", row->name);

	for (int i = 0; i < row_arguments(row); i++)
		length += (size_t)snprintf(text + length, sizeof text - length, "%s%s", i == 0 ? "" : ", ",
					   point_of(row, test, i)->label);
	outcome_text(&sides[0], phrase[0], sizeof phrase[0]);
	outcome_text(&sides[1], phrase[1], sizeof phrase[1]);
	if (outcomes_differ(&sides[0], &sides[1]))
		dprintf(report, "%s): libc gave %s; leat gave %s\n", text, phrase[0], phrase[1]);
	else
		dprintf(report, "%s): both gave %s\n", text, phrase[0]);
}

/* Could the sabotage have shown, given what libc did? */
static int could_notice(const struct row *row, const struct test_case *test, const struct outcome *libc)
{
	int follows = 0;
	for (int i = 0; i < row_arguments(row); i++)
		follows |= strcmp(point_of(row, test, i)->label, "(void *)1") == 0;
	switch (sabotage) {
	case RETURNS_WRONG: return 1;
	case SPOILS_MEMORY: return libc->ending == RETURNED && libc->written;
	case IS_CARELESS: return libc->ending == RETURNED && libc->error != 0 && follows;
	case BLOCKS: return libc->ending == RETURNED;
	default: return 0;
	}
}

static void compare(int number, const struct test_case *test)
{
	const struct row *row = &rows[number];
	struct outcome sides[2];
	int limit_ms = LIMIT_MS;

	if (counting)
		totals->cases++;
	if (counting || (sabotage != NO_SABOTAGE && totals->noticed[number]))
		return;
	for (;;) {
		for (int leat = 0; leat < 2; leat++)
			sides[leat] = run(row, test, leat, sabotage, limit_ms);
		int one_blocked = (sides[0].ending == BLOCKED) != (sides[1].ending == BLOCKED);
		if (!one_blocked || limit_ms == PATIENT_MS || sabotage != NO_SABOTAGE)
			break;
		limit_ms = PATIENT_MS;
	}
	int unmade = sides[0].ending == UNMADE, different = outcomes_differ(&sides[0], &sides[1]);
	__atomic_add_fetch(&totals->cases, 1, __ATOMIC_RELAXED);
	__atomic_add_fetch(&totals->crashes, sides[0].ending == KILLED, __ATOMIC_RELAXED);
	__atomic_add_fetch(&totals->blocks, sides[0].ending == BLOCKED, __ATOMIC_RELAXED);
	__atomic_add_fetch(&totals->unmade, unmade, __ATOMIC_RELAXED);
	__atomic_add_fetch(&totals->different, different, __ATOMIC_RELAXED);
	if (could_notice(row, test, &sides[0]))
		totals->could_notice[number] = 1;
	if (different)
		totals->noticed[number] = 1;
	if (((different || unmade) && sabotage == NO_SABOTAGE) || only != NULL)
		write_case(row, test, sides);
}

/* A number below `bound`, the same in every run. (xorshift64) */
static int pick(word *state, int bound)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (int)((*state >> 16) % (word)bound);
}

/*
 * The cases of a row: each argument at each of its points, while all others are at their first (good), their second or
 * their third (both bad); and some with any point for any argument. A worker takes every twelfth.
 */
static void compare_row(int number, int first, long *turn)
{
	const struct row *row = &rows[number];
	int count = row_arguments(row), mine = counting || sabotage != NO_SABOTAGE;
	word state = 0x9e3779b97f4a7c15 + (word)number;
	struct test_case test;

	for (int others = 0; others < 3; others++) {
		for (int i = 0; i == 0 || i < count; i++) {
			for (int point = 0; point < (count == 0 ? 1 : kind(row->kinds[i])->count); point++) {
				for (int j = 0; j < count; j++)
					test.choice[j] = others < kind(row->kinds[j])->count ? others : 0;
				/* Once is enough for the case in which none stands out. */
				if (i > 0 && point == test.choice[i])
					continue;
				if (count > 0)
					test.choice[i] = point;
				/* A function that fails without a word must not be taken at errno's old word. */
				test.errno_before = point % 2 == 0 ? 0 : ENOENT;
				if (mine || (*turn)++ % WORKERS == first)
					compare(number, &test);
			}
		}
	}
	for (int mixed = 0; count > 1 && mixed < MIXED_CASES && sabotage == NO_SABOTAGE; mixed++) {
		for (int i = 0; i < count; i++)
			test.choice[i] = pick(&state, kind(row->kinds[i])->count);
		test.errno_before = mixed % 2 == 0 ? 0 : ENOENT;
		if (mine || (*turn)++ % WORKERS == first)
			compare(number, &test);
	}
}

static void list(void)
{
	long turn = 0;
	for (int number = 0; number < ROWS; number++) {
		totals->cases = 0;
		compare_row(number, 0, &turn);
		printf("%s %ld\n", rows[number].name, totals->cases);
	}
}

static void work(int first)
{
	long turn = 0;

	worker_start(first);
	for (int number = 0; number < ROWS; number++) {
		/* A sabotage need be noticed once in a row: one worker does it all, and can stop there. */
		if (sabotage != NO_SABOTAGE && number % WORKERS != first)
			continue;
		if (only == NULL || strcmp(only, rows[number].name) == 0)
			compare_row(number, first, &turn);
	}
	worker_finish();
	_exit(0);
}

/* Prints the sum; true if all is as it should be. */
static int conclude(void)
{
	int could = 0, noticed = 0;

	for (int number = 0; number < ROWS; number++) {
		could += totals->could_notice[number];
		noticed += totals->could_notice[number] && totals->noticed[number];
		if (totals->could_notice[number] && !totals->noticed[number])
			printf("%s: not noticed\n", rows[number].name);
	}
	if (sabotage != NO_SABOTAGE)
		printf("rows: %d, that could notice: %d, that did: %d\n", ROWS, could, noticed);
	else
		printf("rows: %d, cases: %ld, crash: %ld, block: %ld, unmade: %ld, different: %ld\n", ROWS,
		       totals->cases, totals->crashes, totals->blocks, totals->unmade, totals->different);
	return sabotage != NO_SABOTAGE ? could > 0 && noticed == could : totals->different == 0 && totals->unmade == 0;
}

/* Reads the options; false if there are others. */
static int options(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--list") == 0)
		return counting = 1;
	if (argc == 3 && strcmp(argv[1], "--only") == 0) {
		only = argv[2];
		return 1;
	}
	for (size_t way = 0; argc == 3 && way < sizeof ways / sizeof ways[0]; way++) {
		if (strcmp(argv[1], "--sabotage") == 0 && strcmp(argv[2], ways[way].name) == 0)
			sabotage = ways[way].sabotage;
	}
	return argc == 1 || sabotage != NO_SABOTAGE;
}

int main(int argc, char **argv)
{
	int good = 1, status;

	if (!options(argc, argv)) {
		fputs("usage: bad_input [--list | --only NAME | --sabotage WAY]\n", stderr);
		return 2;
	}
	totals = mmap(NULL, sizeof *totals, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	report = dup(STDOUT_FILENO);
	if (totals == MAP_FAILED || report == -1)
		return 2;
	if (counting) {
		list();
		return 0;
	}
	for (int i = 0; i < WORKERS; i++) {
		pid_t pid = fork();
		if (pid == -1)
			return 2;
		if (pid == 0)
			work(i);
	}
	while (wait(&status) > 0 || errno == EINTR)
		good &= status == 0;
	if (!good)
		puts("a worker failed");
	return conclude() && good ? 0 : 1;
}
