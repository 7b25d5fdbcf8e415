/* A structure in a POSIX shared memory object, with semaphores in it that two processes use. */
#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
	sem_t request;
	sem_t answer;
	char text[100];
};

int main(void)
{
	struct shared *shared;
	struct stat status;
	char name[64];
	int fd, i;

	sprintf(name, "/coursework.%ld", (long)getpid());
	if (shm_open(name, O_RDWR, 0) == -1)
		perror("shm_open before it exists");
	fd = shm_open(name, O_CREAT | O_EXCL | O_RDWR, S_IRUSR | S_IWUSR);
	if (fd == -1) {
		perror("shm_open");
		return 1;
	}
	if (ftruncate(fd, sizeof(struct shared)) == -1) {
		perror("ftruncate");
		return 1;
	}
	fstat(fd, &status);
	printf("size is right: %d\n", status.st_size == (off_t)sizeof(struct shared));
	shared = (struct shared *)mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (shared == MAP_FAILED) {
		perror("mmap");
		return 1;
	}
	close(fd);
	sem_init(&shared->request, 1, 0);
	sem_init(&shared->answer, 1, 0);
	if (fork() == 0) {
		sem_wait(&shared->request);
		for (i = 0; shared->text[i] != '\0'; i++)
			if (shared->text[i] >= 'a' && shared->text[i] <= 'z')
				shared->text[i] = (char)(shared->text[i] - 'a' + 'A');
		sem_post(&shared->answer);
		_exit(0);
	}
	strcpy(shared->text, "hello through shared memory");
	sem_post(&shared->request);
	sem_wait(&shared->answer);
	printf("%s\n", shared->text);
	wait(NULL);
	munmap(shared, sizeof(*shared));
	if (shm_unlink(name) == -1 || shm_unlink(name) == -1)
		perror("shm_unlink twice");
	if (mmap(NULL, 0, PROT_READ, MAP_SHARED, 0, 0) == MAP_FAILED)
		perror("mmap of nothing");
	return 0;
}
