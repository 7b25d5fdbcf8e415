// An exception has the errno and the explanation of its failure, and keeps them when it is copied and errno changes.
#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "thrown.hpp"

static void open_nothing()
{
	leat::fd(leat::detail::checked(leat_open("/no/such/file", O_RDONLY)));
}

int main()
{
	CHECK_THROWS(open_nothing(), leat::error, ENOENT, "open");
	CHECK_THROWS(leat::detail::checked(leat_fopen("/no/such/file", "r")), leat::error, ENOENT, "fopen");

	try {
		open_nothing();
	} catch (const std::system_error &failure) {
		const std::system_error copy = failure;
		CHECK(failure.code() == std::errc::no_such_file_or_directory);
		CHECK(copy.code().value() == ENOENT);
	}

	try {
		open_nothing();
	} catch (const leat::error &failure) {
		const leat::error copy = failure;
		CHECK_INT(leat_close(-1), -1);
		CHECK(strstr(copy.what(), "open(\"/no/such/file\", O_RDONLY): ENOENT: \"/no\" does not exist") == copy.what());
		CHECK_TEXT(failure.what(), copy.what());
	}

	// Of a call that leat does not know, and of a function that returns its error.
	struct statvfs about;
	leat_error_clear();
	CHECK_INT(statvfs("/no/such/file", &about), -1);
	CHECK_TEXT(leat::error().what(), "ENOENT: No such file or directory");
	errno = 0;
	CHECK_TEXT(leat::error(ERANGE).what(), "ERANGE: Numerical result out of range");

	errno = ENOENT;
	const leat::transfer_error stopped(std::uint64_t(1) << 40);
	CHECK(stopped.moved() == std::uint64_t(1) << 40 && stopped.code().value() == ENOENT);
	return 0;
}
