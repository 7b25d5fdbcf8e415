/*
 * Semaphores: values that are none, and none to take.
 * test: flags -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
 */
#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>
#include <unistd.h>

#include "explained.h"

int main(void)
{
	sem_t semaphore;
	char name[40];

	snprintf(name, sizeof name, "/values-%ld", (long)getpid());
	CHECK_EXPLAINED(leat_sem_open(name, O_CREAT, 0600, -1), SEM_FAILED, EINVAL, "sem_open",
	                "the value is -1, a negative number, but a semaphore begins with 0 to 2147483647");
	CHECK_EXPLAINED(leat_sem_init(&semaphore, 0, 2147483648U), -1, EINVAL, "sem_init", "the value is 2147483648");
	CHECK_INT(leat_sem_init(&semaphore, 0, INT_MAX), 0);
	CHECK_EXPLAINED(leat_sem_post(&semaphore), -1, EOVERFLOW, "sem_post",
	                "the greatest value that there is, 2147483647");
	CHECK_EXPLAINED(leat_sem_close(&semaphore), -1, EINVAL, "sem_close",
	                text("at %#lx there is no semaphore that this process has open by sem_open",
	                (unsigned long)&semaphore),
	                "ended with sem_destroy");
	CHECK_INT(leat_sem_init(&semaphore, 0, 0), 0);
	CHECK_EXPLAINED(leat_sem_trywait(&semaphore), -1, EAGAIN, "sem_trywait", "the semaphore's value was 0");
	CHECK_INT(leat_sem_destroy(&semaphore), 0);
	return 0;
}
