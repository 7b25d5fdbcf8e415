// A child gets what its options say, is waited for, signalled and ended; pipes close with it, also when an exception passes.
// test: no valgrind
// (It knows no pidfd.)
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "thrown.hpp"

using namespace std::chrono_literals;

static pid_t abandoned;

static int nine()
{
	return 9;
}

static void throw_while_it_runs()
{
	leat::process::options options;
	options.in = leat::process::stream::pipe();
	const auto cat = leat::process::spawn({"cat"}, options);

	abandoned = cat.pid();
	cat.wait(0s);
}

int main()
{
	const int before = open_descriptors();

	CHECK_THROWS(leat::process::spawn({"/no/such/program"}), leat::error, ENOENT, "process_spawn");
	CHECK_THROWS(throw_while_it_runs(), leat::error, EAGAIN, "process_wait");
	{
		auto [read, write] = leat::pipe::open();
		char got[64];
		leat::process::options options;
		options.directory = "/";
		options.added = leat::arguments{"COLOUR=green"};
		options.out = leat::process::stream::given(write);
		options.err = leat::process::stream::out();
		options.fds.emplace_back(5, leat::process::stream::file("/dev/null", O_WRONLY));
		options.limits.push_back({RLIMIT_CORE, 0, 0, 0});
		options.group_kind = LEAT_GROUP_NEW;

		const auto shell = leat::process::spawn({"sh", "-c", "pwd; echo $COLOUR >&2; echo unseen >&5; exit 3"}, options);
		write.close();
		CHECK(std::string_view(got, leat::io::read_all(read, got)) == "/\ngreen\n");
		const auto result = shell.wait(60s);
		CHECK_INT(result.how, LEAT_EXITED);
		CHECK_INT(result.code, 3);
		CHECK(!result.succeeded());
		CHECK(shell.wait().code == 3);
	}
	{
		leat::process::options options;
		options.in = options.out = leat::process::stream::pipe();
		options.group_kind = LEAT_GROUP_NEW;
		auto cat = leat::process::spawn({"cat"}, options);
		char got[3];

		CHECK(cat.pid() > 0 && cat.fd() >= 0);
		leat::fd in = cat.take_pipe_fd(0);
		leat::io::write_all(in, "mew");
		CHECK_INT(leat::io::read_all(cat.pipe_fd(1), got), 3);
		cat.kill_group(0);
		cat.kill(SIGSTOP);
		const auto result = cat.end(0s, 0s, 60s);
		CHECK_INT(result.how, LEAT_KILLED);
		const leat::process moved = std::move(cat);
		CHECK_THROWS(cat.pid(), leat::error, EFAULT, "process_pid");
		CHECK(moved.take_fd());
	}
	{
		int status = 6;
		const auto add_one = [&] { return status + 1; };

		CHECK_INT(leat::process::spawn_function(add_one).wait().code, 7);
		CHECK_INT(leat::process::spawn_function([] { return 8; }, leat::process::options()).wait().code, 8);
		CHECK_INT(leat::process::spawn_function(nine).wait().code, 9);
	}
	// The first one is reaped, and its descriptor closed, by whichever call comes after its end.
	do
		CHECK(leat::process::spawn({"true"}).wait().succeeded());
	while (kill(abandoned, 0) == 0);
	CHECK_INT(open_descriptors(), before);
	return 0;
}
