// A FIFO is made once, and opened until a deadline, by whatever string names it.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "thrown.hpp"

using namespace std::chrono_literals;

int main()
{
	const int before = open_descriptors();
	const std::string path = "requests";

	CHECK(leat::fifo::make(path, 0600));
	CHECK(!leat::fifo::make("requests", 0600));
	CHECK_THROWS(leat::fifo::make("missing/requests", 0600), leat::error, ENOENT, "fifo_make");
	CHECK_THROWS(leat::fifo::open(path, O_WRONLY, 0s), leat::error, EAGAIN, "fifo_open");
	CHECK_THROWS(leat::fifo::open(path, O_RDONLY, 1ms), leat::error, ETIMEDOUT, "fifo_open");
	CHECK_INT(leat_unlink(path.c_str()), 0);
	CHECK_INT(open_descriptors(), before);
	return 0;
}
