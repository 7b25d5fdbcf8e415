// Transfers take what is memory, tell how far they came when they fail, and end at their time.
#include <csignal>
#include <string>
#include <unistd.h>

#include "thrown.hpp"

using namespace std::chrono_literals;

int main()
{
	const bool late_is_thrown = false;
	const int before = open_descriptors();
	{
		auto [read, write] = leat::pipe::open();
		char greeting[5];
		std::string rest(10, '\0');

		leat::io::write_all(write, "hello");
		leat::io::writev_all(write, {", ", std::string("world"), std::string_view("!!").substr(1)}, 1s);
		CHECK_INT(leat::io::read_all(read, greeting), 5);
		CHECK(std::string_view(greeting, 5) == "hello");

		// What has come by the time is told.
		try {
			leat::io::read_all(read, rest, 1ms);
			CHECK(late_is_thrown);
		} catch (const leat::transfer_error &late) {
			CHECK(late.code() == std::errc::timed_out);
			CHECK_INT(late.moved(), 8);
			CHECK(rest.compare(0, 8, ", world!") == 0);
		}

		leat_io_interest interests[] = {{read.get(), LEAT_IO_READABLE, 0, 0}, {write.get(), LEAT_IO_WRITABLE, 0, 0}};
		CHECK_INT(leat::io::wait(interests), 1);
		CHECK_INT(interests[1].ready, LEAT_IO_WRITABLE);
		CHECK_THROWS(leat::io::read_all(read, greeting, 0s), leat::transfer_error, EAGAIN, "io_read_all");

		leat::io::frame_write(write, "abc");
		write.close();
		CHECK_INT(leat::io::read_all(read, rest), 7);
		CHECK(rest.compare(0, 7, std::string("\0\0\0\3abc", 7)) == 0);

		CHECK(!leat::io::set_inherited(read, true));
		CHECK(leat::io::set_inherited(read, false));
		CHECK(!leat::io::set_nonblocking(read, true));
	}
	{
		auto [read, write] = leat::pipe::open();
		read.close();
		CHECK_THROWS(leat::io::write_all(write, "x"), leat::transfer_error, EPIPE, "io_write_all");
	}
	CHECK_INT(open_descriptors(), before);
	return 0;
}
