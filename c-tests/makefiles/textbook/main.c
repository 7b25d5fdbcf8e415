#include <stdio.h>
#include "sem.h"

extern int pipe[2];
double raise(double a, double b);
int run_worker(int code);
double run_command(void);
int lecturer_checks(struct sem *s);
/* The lecturer's. */
const char *accept(const char *answer, int points, int of, double bonus);
double listen(double a, double b, double c);

int main(void)
{
	struct sem s = { "s", 5 };
	double (*v)(struct sem *, const char *, double, double, int) = signal;
	int left;

	printf("%d left\n", *wait(&s, "main", 2, &left, 1, 2, 3, 0.25));
	printf("%g\n", v(&s, "main", 0.5, 100, 4));
	printf("pipe %d %d\n", pipe[0], pipe[1]);
	printf("raise %g\n", raise(1.5, 0.25));
	printf("%s\n", accept("answer", 9, 10, 0.5));
	printf("listen %g\n", listen(1, 2, 3));
	printf("command %g\n", run_command());
	printf("worker %d\n", run_worker(6));
	return lecturer_checks(&s);
}
