int pipe[2] = { 3, 4 };

/* As `signal` is, but defined before anything declares it, and called from other files. */
double raise(double a, double b)
{
	return a * 10 + b;
}
