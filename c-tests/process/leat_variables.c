/*
 * Very many variables are added in about the time that reading them takes: each compared with each, these would be too slow for
 * this test to end.
 */
#include "spawned.h"

/* Each is set, and removed again but for the last: so they fit into what a program may be given. */
#define COUNT 100000

int main(void)
{
	static char set[COUNT][16], removed[COUNT][16], *added[2 * COUNT + 1];
	char first[] = "LEAT_LAST=first", last[] = "LEAT_LAST=last";
	struct leat_process_options options = LEAT_PROCESS_OPTIONS_INIT;
	int index;

	for (index = 0; index < COUNT; index++) {
		snprintf(set[index], sizeof set[index], "V%d=1", index);
		snprintf(removed[index], sizeof removed[index], "V%d", index);
		added[index] = set[index];
		added[COUNT + index] = removed[index];
	}
	added[0] = first;
	added[2 * COUNT - 1] = last;
	options.added = added;
	CHECK_INT(status_of("[ \"$LEAT_LAST\" = last ] && [ \"$(env | grep ^V)\" = V99999=1 ]", &options), 0);
	return 0;
}
