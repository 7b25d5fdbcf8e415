/*
 * Whoever gives up being root cannot be root again, unless it was for a time.
 *
 * test: flags -D_DEFAULT_SOURCE
 */
#include "child.h"
#include "unprivileged.h"

static int for_a_time(void)
{
	CHECK_INT(leat_setegid(NOBODY), 0);
	CHECK_INT(leat_seteuid(NOBODY), 0);
	CHECK_INT(geteuid(), NOBODY);
	CHECK_FAILS(leat_setegid(NOBODY - 1), -1, EPERM, "setegid");
	CHECK_INT(leat_seteuid(0), 0);
	CHECK_INT(geteuid(), 0);
	return 0;
}

static int for_ever(void)
{
	if (geteuid() == 0 && (leat_setgid(NOBODY) != 0 || leat_setuid(NOBODY) != 0))
		return 0; /* a container that has no other user */
	CHECK_FAILS(leat_setuid(0), -1, EPERM, "setuid");
	CHECK(strstr(leat_error_text(), "setuid(0): EPERM") == leat_error_text());
	CHECK_FAILS(leat_seteuid(0), -1, EPERM, "seteuid");
	CHECK_FAILS(leat_setgid(0), -1, EPERM, "setgid");
	return 0;
}

int main(void)
{
	CHECK_INT(leat_setuid(getuid()), 0);
	CHECK_INT(leat_setgid(getgid()), 0);
	CHECK_FAILS(leat_setuid(-1), -1, EINVAL, "setuid");
	CHECK(strstr(leat_error_text(), "setuid(-1): EINVAL") == leat_error_text());
	CHECK_FAILS(leat_setegid(-1), -1, EINVAL, "setegid");
	if (geteuid() == 0)
		CHECK_INT(in_child(for_a_time), 0);
	CHECK_INT(in_child(for_ever), 0);
	return 0;
}
