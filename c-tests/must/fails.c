/*
 * What fails writes where it is and the explanation to standard error, in one piece, and exits with 1: whatever it
 * returns for a failure, whichever thread or process it is.
 */
#include <fcntl.h>
#include <leat/must.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "child.h"


static int opens(void)
{
#line 10 "given.c"
	return LEAT_MUST(leat_open("/no/such/file", O_RDONLY));
}

static int reads(void)
{
	char got[4];

#line 20 "given.c"
	return LEAT_MUST(leat_read(-1, got, sizeof  got)) == 4;
}

static int opens_a_stream(void)
{
#line 30 "given.c"
	return LEAT_MUST_PTR(leat_fopen("/no/such/file", "r")) != NULL;
}

static int maps(void)
{
#line 40 "given.c"
	return LEAT_MUST_PTR(leat_mmap(NULL, 0, PROT_READ, MAP_SHARED, -1, 0)) != NULL;
}

static int attaches(void)
{
#line 50 "given.c"
	return LEAT_MUST_PTR(leat_shmat(-1, NULL, 0)) != NULL;
}

static int explains_itself(void)
{
#line 60 "given.c"
	return LEAT_MUST(leat_error_explain(NULL, 5 % 3));
}

static int calls_what_leat_does_not_know(void)
{
	struct statvfs about;

	leat_error_clear();
#line 70 "given.c"
	return LEAT_MUST(statvfs("/no/such/file", &about));
}

static int returns_its_error(void)
{
#line 80 "given.c"
	return LEAT_MUST((errno = leat_pthread_join(pthread_self(), NULL)) == 0 ? 0 : -1);
}

static void *opens_in_a_thread(void *unused)
{
	(void)unused;
	opens();
	return NULL;
}

static int has_a_thread(void)
{
	pthread_t thread;

	CHECK_INT(pthread_create(&thread, NULL, opens_in_a_thread, NULL), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	return 0;
}
#line 99 "fails.c"

static int standard_error[2];

static int (*failing)(void);

static int with_another_standard_error(void)
{
	CHECK_INT(leat_dup2(standard_error[1], STDERR_FILENO), STDERR_FILENO);
	return failing();
}

/* The child exits with 1, having written this in one piece: a message a write. `whole`: this and nothing more. */
static void fails(int (*function)(void), const char *said, int whole)
{
	char got[2048];
	ssize_t length;

	CHECK_INT(leat_socketpair(AF_UNIX, SOCK_DGRAM, 0, standard_error), 0);
	failing = function;
	CHECK_INT(in_child(with_another_standard_error), 1);
	CHECK((length = leat_recv(standard_error[0], got, sizeof got - 1, MSG_DONTWAIT)) > 0);
	got[length] = '\0';
	if (whole)
		CHECK_TEXT(got, said);
	else if (strncmp(got, said, strlen(said)) != 0)
		CHECK_TEXT(got, said);
	CHECK(got[length - 1] == '\n' && got[length - 2] != '\n');
	CHECK_INT(leat_recv(standard_error[0], got, sizeof got, MSG_DONTWAIT), -1);
	CHECK_INT(leat_close(standard_error[0]), 0);
	CHECK_INT(leat_close(standard_error[1]), 0);
}

static int opens_without_standard_error(void)
{
	CHECK_INT(leat_close(STDERR_FILENO), 0);
	return opens();
}

static int opens_with_a_full_standard_error(void)
{
	int full = leat_open("/dev/full", O_WRONLY);

	CHECK_INT(leat_dup2(full, STDERR_FILENO), STDERR_FILENO);
	return opens();
}

int main(void)
{
	char whole[2048];

	CHECK_FAILS(leat_open("/no/such/file", O_RDONLY), -1, ENOENT, "open");
	snprintf(whole, sizeof whole, "given.c:10: leat_open(\"/no/such/file\", O_RDONLY)\n%s\n", leat_error_text());
	fails(opens, whole, 1);
	fails(has_a_thread, whole, 1);
	fails(reads, "given.c:20: leat_read(-1, got, sizeof got)\nread(-1, 0x", 0);
	fails(opens_a_stream, "given.c:30: leat_fopen(\"/no/such/file\", \"r\")\nfopen(\"/no/such/file\", \"r\"): ENOENT: ", 0);
	fails(maps, "given.c:40: leat_mmap(NULL, 0, PROT_READ, MAP_SHARED, -1, 0)\nmmap(NULL, 0, ", 0);
	fails(attaches, "given.c:50: leat_shmat(-1, NULL, 0)\nshmat(-1, NULL, 0): EINVAL: ", 0);
	/* Without an explanation, and with a percent sign. */
	fails(explains_itself, "given.c:60: leat_error_explain(NULL, 5 % 3)\nEFAULT: Bad address\n", 1);
	fails(calls_what_leat_does_not_know, "given.c:70: statvfs(\"/no/such/file\", &about)\nENOENT: No such file or directory\n",
	      1);
	fails(returns_its_error, "given.c:80: (errno = leat_pthread_join(pthread_self(), NULL)) == 0 ? 0 : -1\npthread_join(",
	      0);

	CHECK_INT(in_child(opens_without_standard_error), 1);
	CHECK_INT(in_child(opens_with_a_full_standard_error), 1);
	return 0;
}
