/* Explanations as a terminal shows them. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include "check.h"

/* Adds the lines of a text as leat_perror writes them, set to the right, and as a terminal shows them. */
static inline void on_a_terminal(const char *text, char *to)
{
	for (to += strlen(to); *text != '\0'; text++)
		to += sprintf(to, *text == '\n' ? "\r\n  " : "%c", *text);
	strcpy(to, "\r\n");
}

#endif /* TERMINAL_H */
