#ifndef SHARED_H
#define SHARED_H

#include <semaphore.h>

struct shared {
	sem_t lock;
	int total;
};

struct shared *shared_create(const char *name);
void shared_destroy(struct shared *shared, const char *name);
void shared_add(struct shared *shared, int n);

#endif
