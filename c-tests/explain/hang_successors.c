/*
 * A process whose first thread has ended has its descriptors and its memory still. If of the others each starts the next and
 * ends, no list of them is complete: it is not said that the process has ended, nor that another waits in vain for it.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <pthread.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <unistd.h>

#include "hung.h"

enum { TIMES = 40 };

static int ends[2];
static sem_t *semaphore;

static void *starts_the_next(void *unused)
{
	pthread_attr_t attributes;
	pthread_t next;

	CHECK_INT(pthread_attr_init(&attributes), 0);
	CHECK_INT(pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED), 0);
	/* The stacks of those that have ended may not be free yet. */
	while (pthread_create(&next, &attributes, starts_the_next, NULL) != 0)
		sched_yield();
	return unused;
}

static void goes_on_in_others(void)
{
	starts_the_next(NULL);
	pthread_exit(NULL);
}

static void *waits_on(void *unused)
{
	for (;;)
		leat_pause();
	return unused;
}

static void goes_on_in_another(void)
{
	pthread_t other;

	CHECK_INT(pthread_create(&other, NULL, waits_on, NULL), 0);
	pthread_exit(NULL);
}

static void reads(void)
{
	char byte;

	leat_read(ends[0], &byte, 1);
}

static void waits(void) { leat_sem_wait(semaphore); }

/* What is said of who waits for that process tells of it, or that it was not seen. */
static void check_that_it_is_seen(pid_t waiter, pid_t process)
{
	const char *said = hang_text(__FILE__, __LINE__, &waiter, 0);

	if (strstr(said, text("(pid %ld), which ", (long)process)) == NULL)
		check_hang(__FILE__, __LINE__, &waiter, 0, "could not be looked at", (const char *)NULL);
}

static void wait_until_the_first_thread_has_ended(pid_t pid)
{
	char letter = ' ';

	while (letter != 'Z') {
		FILE *file = fopen(text("/proc/%ld/stat", (long)pid), "r");

		CHECK(file != NULL);
		CHECK(fscanf(file, "%*d (%*[^)]) %c", &letter) == 1);
		fclose(file);
		sched_yield();
	}
}

struct processes {
	pid_t others, reader, waiter;
};

/* One that does this, and two that wait for what it could do, and no other process. */
static struct processes begin_three(void (*work)(void))
{
	struct processes it;

	semaphore = (sem_t *)mmap(NULL, sizeof *semaphore, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK(semaphore != MAP_FAILED);
	CHECK_INT(leat_sem_init(semaphore, 1, 0), 0);
	CHECK_INT(leat_pipe(ends), 0);
	it.others = begin(work);
	it.reader = begin(reads);
	it.waiter = begin(waits);
	CHECK_INT(leat_close(ends[0]), 0);
	CHECK_INT(leat_close(ends[1]), 0);
	CHECK_INT(leat_munmap(semaphore, sizeof *semaphore), 0);
	wait_until_the_first_thread_has_ended(it.others);
	wait_until_blocked(it.reader, SYS_read);
	wait_until_blocked(it.waiter, SYS_futex);
	return it;
}

static void end_three(struct processes it)
{
	end(it.reader);
	end(it.waiter);
	end(it.others);
}

int main(void)
{
	struct processes it = begin_three(goes_on_in_another);
	int time;

	wait_until_said(&it.others, 0, "for a signal");
	CHECK_HANG(it.others, "is waiting.", "has ended.");
	CHECK_HANG(it.reader, text("(pid %ld), which has 2 threads", (long)it.others));
	CHECK_HANG(it.waiter, text("(pid %ld), which has 2 threads", (long)it.others));
	end_three(it);

	it = begin_three(goes_on_in_others);
	for (time = 0; time < TIMES; time++)
		CHECK_HANG_WITHOUT(it.others, "is a zombie");
	check_that_it_is_seen(it.reader, it.others);
	check_that_it_is_seen(it.waiter, it.others);
	CHECK_HANG_WITHOUT(it.reader, "for ever");
	CHECK_HANG_WITHOUT(it.waiter, "for ever");
	end_three(it);
	return 0;
}
