/*
 * What an explanation must say. CHECK_EXPLAINED(call, failure, code, function, parts…) makes the call, which must return
 * `failure` with errno `code`, and wants each of the parts, strings with true values in them, in its explanation. Line
 * breaks in the explanation count as spaces. CHECK_NOT_SAID(part): the same explanation must not contain this.
 */
#ifndef EXPLAINED_H
#define EXPLAINED_H

#include <stdarg.h>
#include <time.h>

#include "check.h"

#define CHECK_EXPLAINED(call, failure, code, function, ...)                                                    \
	do {                                                                                                   \
		CHECK_FAILS(call, failure, code, function);                                                    \
		check_said(__FILE__, __LINE__, #call, __VA_ARGS__, (const char *)NULL);                        \
	} while (0)

/* The explanation of errno contains each of the parts. */
#define CHECK_SAID(...) check_said(__FILE__, __LINE__, "the failure", __VA_ARGS__, (const char *)NULL)

#define CHECK_NOT_SAID(part) check_not_said(__FILE__, __LINE__, (part))

/* leat looks around for 200 ms at most. If this process got no processor for so long, it has seen less, and is asked again. */
static inline const char *text_made_in_time(void)
{
	const char *text = NULL;
	int times = 0, in_time = 0;

	while (!in_time && times++ < 10) {
		struct timespec begin, end;

		clock_gettime(CLOCK_MONOTONIC, &begin);
		text = leat_error_text();
		clock_gettime(CLOCK_MONOTONIC, &end);
		in_time = (end.tv_sec - begin.tv_sec) * 1000 + (end.tv_nsec - begin.tv_nsec) / 1000000 < 200;
	}
	return text;
}

/* The explanation as one line, and proof that it keeps to its form. */
static inline const char *explanation(const char *file, int line)
{
	static char joined[2048];
	const char *text = text_made_in_time();
	size_t i, lines = 1, columns = 0;

	check_int(file, line, "the explanation fits", strlen(text) < 1024, 1);
	for (i = 0; text[i] != '\0'; i++) {
		joined[i] = text[i] == '\n' ? ' ' : text[i];
		lines += text[i] == '\n';
		columns = text[i] == '\n' ? 0 : columns + (((unsigned char)text[i] & 0xc0) != 0x80);
		check_int(file, line, "no line is longer than 120 columns", columns <= 120, 1);
	}
	joined[i] = '\0';
	check_int(file, line, "no more than four lines", lines <= 4, 1);
	return joined;
}

static inline void check_said(const char *file, int line, const char *what, ...)
{
	const char *text = explanation(file, line), *part;
	va_list parts;

	va_start(parts, what);
	while ((part = va_arg(parts, const char *)) != NULL) {
		if (strstr(text, part) == NULL) {
			fprintf(stderr, "%s:%d: %s: \"%s\" is not said in:\n%s\n", file, line, what, part, text);
			exit(1);
		}
	}
	va_end(parts);
}

static inline void check_not_said(const char *file, int line, const char *part)
{
	const char *text = explanation(file, line);

	if (strstr(text, part) != NULL) {
		fprintf(stderr, "%s:%d: \"%s\" is said in:\n%s\n", file, line, part, text);
		exit(1);
	}
}

/* A string for one of the parts: text("fd %d", fd). Sixteen at a time. */
#ifdef __GNUC__
__attribute__((format(printf, 1, 2)))
#endif
static inline const char *text(const char *format, ...)
{
	static char texts[16][512];
	static unsigned next;
	char *made = texts[next++ % 16];
	va_list values;

	va_start(values, format);
	vsnprintf(made, sizeof texts[0], format, values);
	va_end(values);
	return made;
}

#endif /* EXPLAINED_H */
