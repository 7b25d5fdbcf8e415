/*
 * Every error number of the system has its name.
 *
 * test: flags -D_GNU_SOURCE
 */
#include "check.h"

#if !defined(__GLIBC__) || __GLIBC__ < 2 || (__GLIBC__ == 2 && __GLIBC_MINOR__ < 32)
#define strerrorname_np leat_error_name /* nothing to compare with */
#endif

int main(void)
{
	int number;

	CHECK_TEXT(leat_error_name(ENOENT), "ENOENT");
	CHECK_TEXT(leat_error_name(0), "0");
	CHECK_TEXT(leat_error_name(EAGAIN), "EAGAIN");
	CHECK_TEXT(leat_error_name(EDEADLOCK), "EDEADLK");
	CHECK_TEXT(leat_error_name(ENOTSUP), "EOPNOTSUPP");
	for (number = -200; number < 300; number++) {
		const char *libc_name = strerrorname_np(number);
		if (number == ENOTSUP)
			continue;
		CHECK_TEXT(leat_error_name(number), libc_name != NULL ? libc_name : "unknown error");
	}
	CHECK_TEXT(leat_error_name(-2147483647 - 1), "unknown error");
	CHECK_TEXT(leat_error_name(2147483647), "unknown error");
	return 0;
}
