/*
 * Signals change nothing of lending: the reader gets what was lent, and it goes on where it has stopped.
 *
 * test: flags -D_GNU_SOURCE
 * test: no valgrind
 * (It looks at all that is lent before each call, and if a signal comes meanwhile, fails it with EINTR: the call is never made.)
 */
#include "lent.h"
#include "storm.h"

enum { SIZE = 3 << 20 };

int main(void)
{
	begin_storm();
	lend_each();
	lend_on(lent_memory(SIZE), SIZE, 20, ETIMEDOUT);
	end_storm();
	CHECK(storm_signals != 0);
	return 0;
}
