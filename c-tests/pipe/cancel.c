/*
 * A thread that waits for a pipe in splice, tee or vmsplice can be cancelled there.
 *
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/uio.h>

#include "blocked.h"

static int empty[2], full[2], other[2];
static char buffer[16];
static struct iovec vector = {buffer, sizeof buffer};

static void in_splice(void) { leat_splice(empty[0], NULL, other[1], NULL, 1, 0); }
static void in_tee(void) { leat_tee(empty[0], other[1], 1, 0); }
static void in_vmsplice(void) { leat_vmsplice(full[1], &vector, 1, 0); }

int main(void)
{
	CHECK_INT(leat_pipe(empty), 0);
	CHECK_INT(leat_pipe(full), 0);
	CHECK_INT(leat_pipe(other), 0);
	CHECK_INT(leat_fcntl(full[1], F_SETFL, O_NONBLOCK), 0);
	while (leat_write(full[1], buffer, sizeof buffer) > 0)
		;
	CHECK_INT(leat_fcntl(full[1], F_SETFL, 0), 0);
	CHECK_CANCELLED(in_splice);
	CHECK_CANCELLED(in_tee);
	CHECK_CANCELLED(in_vmsplice);
	return 0;
}
