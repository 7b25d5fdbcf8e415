// Transfers take what is memory, tell how far they came when they fail, and end at their time.
#include <csignal>
#include <string>
#include <unistd.h>

#include "thrown.hpp"

using namespace std::chrono_literals;

static bool want_no_more(std::string_view)
{
	return false;
}

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
	{
		auto [in, to_in] = leat::pipe::open();
		auto [out, to_out] = leat::pipe::open();
		auto [other, to_other] = leat::pipe::open();
		const std::string much(1 << 20, 'x');
		std::size_t sunk = 0;
		const auto sink = [&](std::string_view data) {
			CHECK(data[0] == 'x');
			sunk += data.size();
			return true;
		};
		auto have_enough = [](std::string_view) { return false; };
		char kept[2];

		// Each end that is moved into a flow is closed with it, so that the next one ends.
		leat::io::write_all(to_other, "abc");
		to_other.close();
		std::vector<leat_io_flow> flows;
		flows.push_back(leat::io::flow(much, std::move(to_in)));
		flows.push_back(leat::io::flow(in, std::move(to_out)));
		flows.push_back(leat::io::flow(out, sink));
		flows.push_back(leat::io::flow(other, kept));
		leat::io::pump(flows, 60s);
		CHECK(!to_in && !to_out);
		CHECK_INT(sunk, much.size());
		CHECK(flows[3].moved == 2 && flows[3].dropped == 1);

		auto [read, write] = leat::pipe::open();
		leat::io::write_all(write, "x");
		leat_io_flow enough[] = {leat::io::flow(read, have_enough)};
		leat::io::pump(enough);
		CHECK_INT(enough[0].state, LEAT_IO_ENOUGH);
		leat::io::write_all(write, "x");
		enough[0] = leat::io::flow(read, want_no_more);
		leat::io::pump(enough);
		CHECK_INT(enough[0].state, LEAT_IO_ENOUGH);
		leat_io_flow late[] = {leat::io::flow(read, kept)};
		CHECK_THROWS(leat::io::pump(late, 0s), leat::error, EAGAIN, "io_pump");

		leat::io::write_all(write, "copied");
		auto [copied, copy] = leat::pipe::open();
		CHECK_INT(leat::io::copy(copy, read, 4), 4);
		write.close();
		CHECK_INT(leat::io::copy(copy, read), 2);
		CHECK_INT(leat::pipe::queued(copied), 6);
	}
	CHECK_INT(open_descriptors(), before);
	return 0;
}
