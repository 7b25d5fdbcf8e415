// A pipe's ends close themselves; what is asked of it is asked of either end, owned or not.
#include <unistd.h>

#include "thrown.hpp"

int main()
{
	const int before = open_descriptors();
	{
		auto [read, write] = leat::pipe::open(LEAT_PIPE_NONBLOCK);

		CHECK_INT(leat::pipe::set_capacity(write, 8192), 8192);
		CHECK_INT(leat::pipe::capacity(read.get()), 8192);
		CHECK_INT(leat_write(write.get(), "hello", 5), 5);
		CHECK_INT(leat::pipe::queued(read), 5);
		write = leat::fd();
		CHECK_INT(open_descriptors(), before + 1);
	}
	CHECK_INT(open_descriptors(), before);
	CHECK_THROWS(leat::pipe::open(1 << 30), leat::error, EINVAL, "pipe_open");
	CHECK_THROWS(leat::pipe::capacity(leat::fd()), leat::error, EBADF, "pipe_capacity");
	return 0;
}
