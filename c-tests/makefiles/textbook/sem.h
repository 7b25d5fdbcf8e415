/* Semaphores as in the lecture: wait and signal are P and V. */
struct sem {
	const char *name;
	int value;
};

int *wait(struct sem *s, const char *who, int amount, int *left, int a, int b, int c, double weight);
double signal(struct sem *s, const char *who, double factor, double offset, int amount);
