// An owner of a descriptor closes it once, wherever it was moved, also while an exception passes; errno stays.
#include <fcntl.h>
#include <unistd.h>

#include "thrown.hpp"

static leat::fd opened()
{
	return leat::fd(leat::detail::checked(leat_open("/dev/null", O_RDWR)));
}

static void fail_with_some_open()
{
	const leat::fd first = opened();
	std::vector<leat::fd> others;

	others.push_back(opened());
	others.push_back(opened());
	leat::fd(leat::detail::checked(leat_open("/no/such/file", O_RDONLY)));
}

int main()
{
	const int before = open_descriptors();

	CHECK_THROWS(fail_with_some_open(), leat::error, ENOENT, "open");
	CHECK_INT(open_descriptors(), before);
	{
		leat::fd one = opened(), other = opened();
		const int number = one.get();

		CHECK(one && number != other.get());
		other = std::move(one);
		CHECK(!one && one.get() == -1);
		CHECK_INT(other.get(), number);
		CHECK_INT(open_descriptors(), before + 1);
		CHECK_INT(leat_close(other.release()), 0);
		CHECK(!other);

		leat::fd closed = opened();
		closed.close();
		CHECK_THROWS(closed.close(), leat::error, EBADF, "close");

		leat::fd stale = opened();
		CHECK_INT(leat_close(stale.get()), 0);
		errno = ERANGE;
	}
	CHECK_INT(errno, ERANGE);
	CHECK_INT(open_descriptors(), before);
	return 0;
}
