// A program is fed, heard and ended in time; what a sink throws comes out of run, and nothing is left.
#include <stdexcept>

#include "thrown.hpp"

using namespace std::chrono_literals;

int main()
{
	const int before = open_descriptors();
	{
		leat::process::talk talk;
		leat::process::options options;

		auto done = leat::process::run({"sh", "-c", "echo out; echo err >&2"}, 60s);
		CHECK(done.succeeded() && done.out() == "out\n" && done.err() == "err\n");
		const leat::process::output moved = std::move(done);
		CHECK(moved.out() == "out\n" && done.out().empty());
		auto other = leat::process::run({"echo", "other"}, 60s), assigned = leat::process::run({"echo", "gone"}, 60s);
		assigned = std::move(other);
		CHECK(assigned.out() == "other\n" && other.out().empty());

		talk.input = "b\na\n";
		CHECK(leat::process::run({"sort"}, talk).out() == "a\nb\n");
		talk.input = leat::bytes();
		talk.out_most = 2;
		done = leat::process::run({"sh", "-c", "cat; echo 12345; exit 1"}, talk, 60s);
		CHECK(!done.succeeded() && done.out() == "12" && done->code == 1);
		CHECK(done.get().out_dropped == 4);
		talk.end_at_most = true;
		done = leat::process::run({"sh", "-c", "trap '' PIPE; echo 12345; sleep 1000"}, talk, 60s);
		CHECK(done.too_much() && !done.succeeded() && done.out() == "12");
		CHECK_TEXT(done.how_text(), "too much output");

		options.directory = "/";
		CHECK(leat::process::run({"pwd"}, options).out() == "/\n");

		done = leat::process::run({"sleep", "1000"}, 1ms);
		CHECK(done.timed_out() && !done.succeeded());
		CHECK_INT(done->how, LEAT_KILLED);
		CHECK_TEXT(done.how_text(), "timed out");
		CHECK_TEXT(leat::process::run({"sh", "-c", "exit 3"}).how_text(), "exit status 3");

		std::string heard;
		leat::process::talk sinks;
		sinks.out_sink = [&](std::string_view data) { return heard.append(data), true; };
		leat::process::run({"echo", "heard"}, options, sinks);
		CHECK_TEXT(heard.c_str(), "heard\n");
		sinks.err_sink = [](std::string_view data) -> bool { throw std::runtime_error(std::string(data.substr(0, 3))); };
		try {
			leat::process::run({"sh", "-c", "exec 1>&-; echo bad >&2; exec cat"}, options, sinks);
			CHECK(heard == "not reached");
		} catch (const std::runtime_error &thrown) {
			CHECK_TEXT(thrown.what(), "bad");
		}
	}
	CHECK_THROWS(leat::process::run({"/no/such/program"}), leat::error, ENOENT, "process_run");
	CHECK_INT(open_descriptors(), before);
	return 0;
}
