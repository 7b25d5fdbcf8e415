/*
 * leat/must.h: calls that end the program when they fail. <leat.h> does not include it; a program that wants it does.
 *
 *     #include <leat.h>
 *     #include <leat/must.h>
 *
 *     int fifo = LEAT_MUST(leat_open("greetings", O_WRONLY | O_NONBLOCK));
 *     FILE *log = LEAT_MUST_PTR(leat_fopen("log", "w"));
 *
 * When such a call fails, it writes to standard error where it is and the explanation of leat_error_text(), or where leat
 * has none the name of errno and what it means, and calls exit(1):
 *
 *     greet.c:4: leat_open("greetings", O_WRONLY | O_NONBLOCK)
 *     open("greetings", O_WRONLY|O_NONBLOCK): ENXIO: "greetings" is a FIFO that nobody has open to read, ...
 *     Do: start the reader first, or leave out O_NONBLOCK, so that open waits for a reader.
 *
 * LEAT_MUST(expression) is for what returns an integer, and fails with -1. Every other value is passed on, also the
 * positive results by which a function of leat's tells something apart. LEAT_MUST_PTR(expression) is for what returns a
 * pointer, and fails with NULL, or with the -1 that MAP_FAILED and the (void *)-1 of leat_shmat are. Both evaluate the
 * expression once. What they give has its type; in C that of an integer is int or long, and without gcc's or clang's
 * extensions long or void *.
 *
 * They are not for conditions, such as LEAT_MUST(size == 5), which C++ refuses since C++11; nor for functions that fail
 * otherwise:
 *
 *     leat_signal, whose NULL is SIG_DFL and no failure: compare with SIG_ERR, or use leat_sigaction;
 *     leat_fgets, leat_readdir, leat_getservbyname, whose NULL may also be the end, or that there is none;
 *     leat_pthread_create, leat_posix_spawn and others that return the error number:
 *     LEAT_MUST((errno = leat_pthread_create(...)) == 0 ? 0 : -1).
 *
 * exit(3) flushes streams: in a forked child that writes again what the parent had in them at fork, unless that was
 * flushed before. It does not end by itself what else runs, such as children.
 *
 * leat exports nothing for this: it is the program that prints and exits, by the functions below, which are no part of the
 * interface.
 */
#ifndef LEAT_MUST_H
#define LEAT_MUST_H

#include "base.h"
#include "error.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Not every function below is used in every source; and what is left of a call that succeeds should be little. */
#if defined(__GNUC__) || defined(__clang__)
#define LEAT_MUST_MAY_BE_UNUSED __attribute__((__unused__))
#define LEAT_MUST_ENDS __attribute__((__unused__, __noreturn__, __noinline__, __cold__))
#else
#define LEAT_MUST_MAY_BE_UNUSED
#define LEAT_MUST_ENDS
#endif

#ifdef __cplusplus
#define LEAT_MUST_FUNCTION inline
#else
#define LEAT_MUST_FUNCTION static
#endif

/* In one piece, as others may be writing there. */
LEAT_MUST_ENDS LEAT_MUST_FUNCTION void leat_must_end(const char *_file, int _line, const char *_expression)
{
	int _number = errno;
	const char *_text = leat_error_text();

	if (*_text != '\0')
		fprintf(stderr, "%s:%d: %s\n%s\n", _file, _line, _expression, _text);
	else
		fprintf(stderr, "%s:%d: %s\n%s: %s\n", _file, _line, _expression, leat_error_name(_number), strerror(_number));
	exit(1);
}

#ifdef __cplusplus

#define LEAT_MUST(expression) leat_must_int((expression), __FILE__, __LINE__, #expression)
#define LEAT_MUST_PTR(expression) leat_must_ptr((expression), __FILE__, __LINE__, #expression)

template <class leat_type>
inline leat_type leat_must_int(leat_type _value, const char *_file, int _line, const char *_expression)
{
	if (_value == static_cast<leat_type>(-1))
		leat_must_end(_file, _line, _expression);
	return _value;
}

#if __cplusplus >= 201103L
/* A condition that is true would have failed, as -1 is true, too. */
bool leat_must_int(bool _value, const char *_file, int _line, const char *_expression) = delete;
#endif

template <class leat_type>
inline leat_type *leat_must_ptr(leat_type *_value, const char *_file, int _line, const char *_expression)
{
	/* Of a function's address there is no such conversion: leat_signal is refused. */
	const volatile void *_address = _value;

	if (_address == NULL || reinterpret_cast<intptr_t>(_address) == -1)
		leat_must_end(_file, _line, _expression);
	return _value;
}

#else

#if defined(__GNUC__) || defined(__clang__)
/* A pointer is as wide as a long and is not cast to one, so that it draws the compiler's warning. */
#define LEAT_MUST(expression)                                                                                      \
	__builtin_choose_expr(sizeof(expression) <= sizeof(int),                                                   \
	                      leat_must_int((long)(expression), __FILE__, __LINE__, #expression),                  \
	                      leat_must_long((expression), __FILE__, __LINE__, #expression))
#define LEAT_MUST_PTR(expression)                                                                                  \
	((__typeof__(expression))leat_must_ptr((expression), __FILE__, __LINE__, #expression))
#else
#define LEAT_MUST(expression) leat_must_long((expression), __FILE__, __LINE__, #expression)
#define LEAT_MUST_PTR(expression) leat_must_ptr((expression), __FILE__, __LINE__, #expression)
#endif

LEAT_MUST_MAY_BE_UNUSED static long leat_must_long(long _value, const char *_file, int _line, const char *_expression)
{
	if (_value == -1)
		leat_must_end(_file, _line, _expression);
	return _value;
}

LEAT_MUST_MAY_BE_UNUSED static int leat_must_int(long _value, const char *_file, int _line, const char *_expression)
{
	return (int)leat_must_long(_value, _file, _line, _expression);
}

LEAT_MUST_MAY_BE_UNUSED static void *leat_must_ptr(const volatile void *_value, const char *_file, int _line,
                                                   const char *_expression)
{
	if (_value == NULL || (intptr_t)_value == -1)
		leat_must_end(_file, _line, _expression);
	return (void *)(intptr_t)_value;
}

#endif

#endif /* LEAT_MUST_H */
