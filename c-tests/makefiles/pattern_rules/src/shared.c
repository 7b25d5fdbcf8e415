#include "shared.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct shared *shared_create(const char *name)
{
	struct shared *shared;
	int fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);

	if (fd == -1) {
		perror("shm_open");
		return NULL;
	}
	if (ftruncate(fd, sizeof *shared) == -1)
		perror("ftruncate");
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (shared == MAP_FAILED) {
		perror("mmap");
		return NULL;
	}
	sem_init(&shared->lock, 1, 1);
	return shared;
}

void shared_destroy(struct shared *shared, const char *name)
{
	sem_destroy(&shared->lock);
	munmap(shared, sizeof *shared);
	if (shm_unlink(name) == -1)
		perror("shm_unlink");
}

void shared_add(struct shared *shared, int n)
{
	sem_wait(&shared->lock);
	shared->total += n;
	sem_post(&shared->lock);
}
