#include <stdio.h>

double listen(double a, double b, double c);

const char *accept(const char *answer, int points, int of, double bonus)
{
	printf("accept %s: %d/%d + %g\n", answer, points, of, bonus);
	return listen(points, of, bonus) > 10 ? "accepted" : "not accepted";
}
