#include <stdio.h>
#include "sem.h"

int *wait(struct sem *s, const char *who, int amount, int *left, int a, int b, int c, double weight)
{
	s->value -= amount;
	*left = s->value;
	printf("%s: wait(%s, %d) %d%d%d %g\n", who, s->name, amount, a, b, c, weight);
	return left;
}

double signal(struct sem *s, const char *who, double factor, double offset, int amount)
{
	s->value += amount;
	printf("%s: signal(%s, %d)\n", who, s->name, amount);
	return s->value * factor + offset;
}
