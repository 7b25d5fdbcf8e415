// A reader gives lines and pieces as views, and the end as nothing; what fails keeps what has come.
#include <unistd.h>

#include "thrown.hpp"

using namespace std::chrono_literals;

int main()
{
	const int before = open_descriptors();
	{
		auto [read, write] = leat::pipe::open();
		leat::reader reader(read);

		leat::io::write_all(write, std::string_view("one\n\0two\nkey:value\r\n", 20));
		CHECK(reader.line() == "one");
		CHECK(reader.line(1s) == std::string_view("\0two", 4));
		CHECK(reader.until(':') == "key");
		CHECK(reader.until("\r\n") == "value");
		leat::io::write_all(write, "half");
		CHECK_THROWS(reader.line(1ms), leat::error, ETIMEDOUT, "reader_line");
		CHECK(reader.peek(3) == "half");
		CHECK(reader.exact(2) == "ha");
		CHECK(reader.take_rest() == "lf" && reader.take_rest().empty());
		CHECK_INT(reader.fd(), read.get());

		leat::io::frame_write(write, "");
		leat::io::frame_write(write, "abc");
		CHECK(reader.frame() == "");
		CHECK(reader.frame() == "abc");
		write.close();
		CHECK(!reader.frame() && !reader.line() && !reader.exact(1) && !reader.peek(1));

		const leat::reader moved = std::move(reader);
		CHECK_THROWS(reader.line(), leat::error, EFAULT, "reader_line");
	}
	{
		auto [read, write] = leat::pipe::open();
		leat::reader reader(read, {4, 8});

		leat::io::write_all(write, "much too long\n");
		CHECK_THROWS(reader.line(), leat::error, EMSGSIZE, "reader_line");
		leat::reader standard_input(STDIN_FILENO); // a null pointer, if it were not an int
		CHECK_INT(standard_input.fd(), 0);
	}
	static_assert(!std::is_constructible_v<leat::reader, leat::fd>);
	CHECK_INT(open_descriptors(), before);
	return 0;
}
