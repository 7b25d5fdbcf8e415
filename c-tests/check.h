/*
 * What every test program uses to say what must be true. A check that fails says where, what and the errno, and ends the
 * program; unlike assert it is there with NDEBUG too. Returning from main is success.
 */
#ifndef CHECK_H
#define CHECK_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A program that loads leat by itself defines CHECK_WITHOUT_LEAT: it must not refer to it here. */
#ifdef CHECK_WITHOUT_LEAT
#define CHECK_ERRNO_NAME(number) strerror(number)
#else
#include <leat.h>
#define CHECK_ERRNO_NAME(number) leat_error_name(number)
#endif

#define CHECK(condition) ((condition) ? (void)0 : check_failed(__FILE__, __LINE__, #condition))

#define CHECK_INT(actual, expected) check_int(__FILE__, __LINE__, #actual, (long)(actual), (long)(expected))

/* The strings are equal. */
#define CHECK_TEXT(actual, expected) check_text(__FILE__, __LINE__, #actual, (actual), (expected))

/* The call failed with this errno, and leat explains it as a failure of the function of this name. */
#define CHECK_FAILS(call, failure, code, function)                                                             \
	do {                                                                                                   \
		errno = 0;                                                                                     \
		CHECK((call) == (failure));                                                                    \
		check_error(__FILE__, __LINE__, #call, (code), (function));                                    \
	} while (0)

/* The program does not return: exit and not _exit, so that sanitizers and valgrind have their say. */
static inline void check_failed(const char *file, int line, const char *condition)
{
	int number = errno;
	fprintf(stderr, "%s:%d: failed: %s (errno %d: %s)\n", file, line, condition, number, CHECK_ERRNO_NAME(number));
	exit(1);
}

static inline void check_int(const char *file, int line, const char *what, long actual, long expected)
{
	int number = errno;
	if (actual == expected)
		return;
	fprintf(stderr, "%s:%d: failed: %s is %ld, not %ld (errno %d: %s)\n", file, line, what, actual, expected, number,
	        CHECK_ERRNO_NAME(number));
	exit(1);
}

static inline void check_text(const char *file, int line, const char *what, const char *actual, const char *expected)
{
	if (actual != NULL && strcmp(actual, expected) == 0)
		return;
	fprintf(stderr, "%s:%d: failed: %s is \"%s\", not \"%s\"\n", file, line, what, actual ? actual : "(null)", expected);
	exit(1);
}

#ifndef CHECK_WITHOUT_LEAT
/* errno is `code`, and its explanation names the call, or the own function, and the code. */
static inline void check_error(const char *file, int line, const char *what, int code, const char *function)
{
	size_t length = strlen(function);
	const char *text;

	check_int(file, line, what, errno, code);
	text = leat_error_text();
	if (strncmp(text, function, length) != 0 || strchr("(:", text[length]) == NULL || strstr(text, leat_error_name(code)) == NULL) {
		fprintf(stderr, "%s:%d: %s: explained as \"%s\"\n", file, line, what, text);
		exit(1);
	}
	check_text(file, line, "leat_error_function()", leat_error_function(), function);
	check_int(file, line, "leat_error_code()", leat_error_code(), code);
	check_int(file, line, "errno after leat_error_text()", errno, code);
}
#endif

#endif /* CHECK_H */
