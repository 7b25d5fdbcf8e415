/*
 * Note 002, Other use of mmap: a data structure that is built in a mapped file is kept there, and the next program
 * finds it as it was: nothing is written out or read in. Here a child builds a sorted list, and the parent walks it and
 * adds to it. A file may be mapped at another address each time, so that the parts of the list refer to each other by
 * offsets in the file, never by pointers.
 *
 *     offset:   0                24           40           56
 *     file:     | first 56, ...  | pear     0 | fig     24 | apple   40 |
 *     walked:   first 56 --> apple 40 --> fig 24 --> pear 0, the end
 */
/* prints:
the builder left: apple fig pear
the parent has it at another address: apple fig pear
a pointer that the builder stored leads out of the mapping
the parent has added to it: apple cherry fig pear
*/
#include <leat.h>

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

enum { SIZE = 4096 };

struct list {
	uint32_t first;   /* the offset of the first node, or 0 */
	uint32_t used;    /* how much of the file is in use */
	uint64_t pointer; /* to the first node, as the builder saw it: for show */
	uint64_t address; /* where the builder had the file */
};

struct node {
	uint32_t next; /* an offset, 0 at the end */
	char word[12];
};

static pid_t owner;
static char path[32];

static void remove_file(void)
{
	if (getpid() == owner)
		leat_unlink(path);
}

static struct list *map(int fd)
{
	void *memory = leat_mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (memory == MAP_FAILED) {
		leat_perror("mmap");
		exit(1);
	}
	return (struct list *)memory;
}

static struct node *at(struct list *list, uint32_t offset)
{
	return (struct node *)(void *)((char *)list + offset);
}

static void add(struct list *list, const char *word)
{
	uint32_t new_node = list->used, *link = &list->first;

	CHECK(new_node + sizeof(struct node) <= SIZE);
	list->used += (uint32_t)sizeof(struct node);
	snprintf(at(list, new_node)->word, sizeof at(list, new_node)->word, "%s", word);
	while (*link != 0 && strcmp(at(list, *link)->word, word) < 0)
		link = &at(list, *link)->next;
	at(list, new_node)->next = *link;
	*link = new_node;
}

static void print(const char *what, struct list *list)
{
	uint32_t offset;

	printf("%s:", what);
	for (offset = list->first; offset != 0; offset = at(list, offset)->next)
		printf(" %s", at(list, offset)->word);
	printf("\n");
}

static void builder(int fd)
{
	struct list *list = map(fd);

	list->used = sizeof *list; /* the rest is zero, as all of a new file: an empty list */
	add(list, "pear");
	add(list, "fig");
	add(list, "apple");
	list->pointer = (uintptr_t)at(list, list->first);
	list->address = (uintptr_t)list;
	print("the builder left", list);
	exit(0);
}

int main(void)
{
	struct list *list, *again;
	int fd, status;
	pid_t pid;

	owner = getpid();
	snprintf(path, sizeof path, "structure.%ld", (long)owner);
	fd = leat_open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd == -1) {
		leat_perror(path);
		exit(1);
	}
	atexit(remove_file);
	CHECK_INT(leat_ftruncate(fd, SIZE), 0);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0)
		builder(fd);
	CHECK_INT(leat_waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);

	list = map(fd);
	if ((uintptr_t)list == list->address) { /* by chance where the builder had it: a second mapping is elsewhere */
		again = map(fd);
		CHECK_INT(leat_munmap(list, SIZE), 0);
		list = again;
	}
	CHECK((uintptr_t)list != list->address);
	print("the parent has it at another address", list);
	CHECK(list->pointer < (uintptr_t)list || list->pointer >= (uintptr_t)list + SIZE);
	printf("a pointer that the builder stored leads out of the mapping\n");
	add(list, "cherry");
	print("the parent has added to it", list);
	CHECK_INT(leat_munmap(list, SIZE), 0);
	CHECK_INT(leat_close(fd), 0);
	return 0;
}
