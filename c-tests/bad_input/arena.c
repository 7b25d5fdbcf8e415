/* The memory of the arguments, which ends at a page nobody may touch, and points that are only memory or numbers. */
#include "fixtures.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

/*
 * A slot is four pages followed by one without access, and things are put at its very end: one byte read too far is a
 * crash. The first seven slots are the arguments'; the others hold what arguments point to.
 *
 *   | A5 A5 A5 …                         A5 A5 | thing | no access |
 *                                                      ^ end
 */
enum { SLOT_PAGES = 4, FIRST_SPARE = 7 };

static char *slot_end[SLOTS];
static struct watched slot_watched[SLOTS];
static int current, next_spare = FIRST_SPARE;

void arena_make(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), size = SLOT_PAGES * page;

	for (int i = 0; i < SLOTS; i++) {
		char *slot = mmap(NULL, size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (slot == MAP_FAILED || mprotect(slot + size, page, PROT_NONE) == -1) {
			perror("arena");
			exit(2);
		}
		memset(slot, FILL, size);
		slot_end[i] = slot + size;
	}
}

int arena_slots(void)
{
	return next_spare;
}

struct watched arena_watched(int slot)
{
	return slot_watched[slot];
}

word point_make(const struct point *point, int index)
{
	current = index;
	return point->make(point);
}

/* Memory of that size at the end of a slot; what it holds after the call is part of the outcome. */
static void *place_in(int slot, const void *data, size_t size)
{
	char *start = slot_end[slot] - size;
	if (data != NULL)
		memcpy(start, data, size);
	slot_watched[slot] = (struct watched){start, size};
	return start;
}

void *place(const void *data, size_t size)
{
	return place_in(current, data, size);
}

void *place_spare(const void *data, size_t size)
{
	return place_in(next_spare++, data, size);
}

word make_value(const struct point *point)
{
	return (word)point->x;
}

word make_object(const struct point *point)
{
	return (word)place(point->data, (size_t)point->x);
}

word make_text(const struct point *point)
{
	return (word)place(point->data, strlen(point->data) + 1);
}

word make_unended(const struct point *point)
{
	return (word)place(point->data, strlen(point->data));
}

/* `x` times the characters of the data, ended by a NUL. */
word make_repeated(const struct point *point)
{
	size_t unit = strlen(point->data), size = (size_t)point->x;
	char *text = place(NULL, size + 1);
	for (size_t i = 0; i < size; i++)
		text[i] = ((const char *)point->data)[i % unit];
	text[size] = '\0';
	return (word)text;
}

/* The same without the NUL. */
word make_repeated_unended(const struct point *point)
{
	char *text = (char *)make_repeated(point);
	memmove(text + 1, text, (size_t)point->x);
	return (word)(text + 1);
}

/* What arguments point to that points on. */

word make_parts(const struct point *point)
{
	const struct iovec *given = point->data;
	struct iovec parts[2] = {given[0], given[1]};
	for (int i = 0; i < 2; i++) {
		if (parts[i].iov_base == GOOD)
			parts[i].iov_base = place_spare("leat", 4);
	}
	return (word)place(parts, sizeof parts);
}

word make_header(const struct point *point)
{
	struct msghdr header = *(const struct msghdr *)point->data;
	struct iovec part = {.iov_base = place_spare("leat", 4), .iov_len = 4};
	if (header.msg_iov == GOOD)
		header.msg_iov = place_spare(&part, sizeof part);
	if (header.msg_name == GOOD)
		header.msg_name = place_spare(NULL, 128);
	if (header.msg_control == GOOD)
		header.msg_control = place_spare(NULL, 64);
	return (word)place(&header, sizeof header);
}

word make_internet_address(const struct point *point)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((in_port_t)point->x)};
	address.sin_addr.s_addr = inet_addr(point->data);
	return (word)place(&address, sizeof address);
}

word make_argv(const struct point *point)
{
	const char *const *given = point->data;
	char *argv[3] = {NULL, NULL, NULL};
	for (int i = 0; i < (int)point->x; i++)
		argv[i] = given[i] == GOOD ? place_spare("x", 2) : (char *)given[i];
	return (word)place(argv, (size_t)point->x * sizeof argv[0]);
}

#define DECLARE_KIND(name) extern const struct kind name##_kind;
#define KIND_ADDRESS(name) &name##_kind,
KINDS(DECLARE_KIND)

const struct kind *kind(enum kind_number number)
{
	static const struct kind *const kinds[KIND_COUNT] = {KINDS(KIND_ADDRESS)};
	return kinds[number];
}
