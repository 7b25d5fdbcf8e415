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
		leat::pipe::lend(write, " world");
		CHECK_INT(leat::pipe::queued(read), 11);
		try {
			leat::pipe::lend(write, std::string(1 << 16, 'x'), std::chrono::seconds(0));
			CHECK(leat::pipe::queued(read) == 0);
		} catch (const leat::transfer_error &late) {
			CHECK(late.code() == std::errc::resource_unavailable_try_again);
			CHECK_INT(leat::pipe::queued(read), 11 + late.moved());
		}
		write = leat::fd();
		CHECK_INT(open_descriptors(), before + 1);
	}
	CHECK_INT(open_descriptors(), before);
	CHECK_THROWS(leat::pipe::open(1 << 30), leat::error, EINVAL, "pipe_open");
	CHECK_THROWS(leat::pipe::capacity(leat::fd()), leat::error, EBADF, "pipe_capacity");
	return 0;
}
