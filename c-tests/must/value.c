/* What does not fail is passed on with its type, evaluated once: also positive results and nested calls. */
#include <fcntl.h>
#include <leat/must.h>
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"

static int calls;

static int counted(int result)
{
	calls++;
	return result;
}

static char *counted_pointer(char *result)
{
	calls++;
	return result;
}

int main(void)
{
	int ends[2], copy;
	char got[6] = "", text[32];
	void *page;
	FILE *file;

	CHECK_INT(LEAT_MUST(leat_pipe(ends)), 0);
	copy = LEAT_MUST(leat_dup(LEAT_MUST(leat_dup(ends[1]))));
	CHECK(sizeof LEAT_MUST(leat_dup(0)) == sizeof(int));
	CHECK_INT(LEAT_MUST(leat_write(copy, "hello", 5)), 5);
	LEAT_MUST(leat_read(ends[0], got, 5));
	CHECK_TEXT(got, "hello");
	/* An int, and as wide as an offset is: the compiler would warn. */
	file = LEAT_MUST_PTR(leat_fopen("long", "w+"));
	LEAT_MUST(leat_ftruncate(fileno(file), (off_t)5 << 32));
	snprintf(text, sizeof text, "%d %ld", LEAT_MUST(counted(7)), LEAT_MUST((long)leat_lseek(fileno(file), 0, SEEK_END)));
	CHECK_TEXT(text, "7 21474836480");
	page = LEAT_MUST_PTR(leat_mmap(NULL, 4096, PROT_READ, MAP_SHARED, fileno(file), 0));
	LEAT_MUST(leat_munmap(page, 4096));
	LEAT_MUST(leat_fclose(file));
	LEAT_MUST(leat_unlink("long"));

	calls = 0;
	CHECK_INT(LEAT_MUST(counted(LEAT_MUST(counted(0)))), 0);
	CHECK_INT(LEAT_MUST(counted(-2)), -2);
	LEAT_MUST(counted(1));
	CHECK(LEAT_MUST_PTR(counted_pointer(text)) == text);
	CHECK_INT(LEAT_MUST_PTR(counted_pointer(got))[0], 'h');
	CHECK_INT(calls, 6);
	return 0;
}
