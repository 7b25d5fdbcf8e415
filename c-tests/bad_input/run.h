/* One call of a function in a child process, and its outcome. */
#ifndef RUN_H
#define RUN_H

#include "points.h"

enum { ARGUMENTS = 7 };

/* What a result is; table.h says how each is compared. */
enum result { VOID, INT, LONG, POINTER, PROCESS, ID_OF_MSG, ID_OF_SEM, ID_OF_SHM, STRING, COMMAND_STREAM };

/* A function of any type; it is cast to one that takes words before it is called. */
typedef void (*function)(void);

struct row {
	const char *name;
	function libc, leat;
	enum result result;
	int variadic;
	enum kind_number kinds[ARGUMENTS];
};

/* Which point each argument is, and the errno there was before the call. */
struct test_case {
	int choice[ARGUMENTS];
	int errno_before;
};

/* What ends a call. UNMADE: the arguments could not be made. */
enum ending { RETURNED, EXITED, KILLED, STOPPED, BLOCKED, UNMADE };

struct outcome {
	enum ending ending;
	int status; /* exit status or signal */
	word result;
	int error, h_error;
	word memory, files, output; /* hashes */
	int written; /* there was something in the memory */
	char unmade[100];
};

/* Ways to be wrong, to see that a difference is noticed; they stand in for leat. */
enum sabotage {
	NO_SABOTAGE,
	RETURNS_WRONG, /* does nothing, and returns nonsense */
	SPOILS_MEMORY, /* puts what pointers lead to back as it was before anything was written */
	IS_CARELESS,   /* when libc's function has failed, follows (void *)1 */
	BLOCKS,        /* waits for ever where libc returns */
};

/* Number of arguments of the row. */
int row_arguments(const struct row *row);

/* Goes to a new working directory and prepares to run calls there; `finish` removes it. */
void worker_start(int number);
void worker_finish(void);

/* Runs one side in a child of its own, for at most so many milliseconds. */
struct outcome run(const struct row *row, const struct test_case *test, int leat, enum sabotage sabotage, int limit_ms);

int outcomes_differ(const struct outcome *a, const struct outcome *b);
/* Writes the outcome as a phrase. */
void outcome_text(const struct outcome *outcome, char *text, size_t size);

#endif
