// Stages are added one behind the other, and their verdict, their text and their pipes are those of C.
#include <stdexcept>
#include <unistd.h>

#include "thrown.hpp"

using namespace std::chrono_literals;

static int three()
{
	return 3;
}

int main()
{
	const int before = open_descriptors();
	{
		auto shout = [] {
			leat::io::copy(STDOUT_FILENO, STDIN_FILENO);
			leat::io::write_all(STDOUT_FILENO, "!");
			return 0;
		};
		leat::pipeline pipeline;
		char got[16];

		pipeline.add({"sort", "-u"}).add_function("shout", shout).from_pipe().to_pipe();
		CHECK(pipeline.text().rfind("sort -u | ", 0) == 0);
		pipeline.start();
		leat::fd in = pipeline.take_pipe_fd(0);
		leat::io::write_all(in, "b\na\nb\n");
		in.close();
		CHECK(std::string_view(got, leat::io::read_all(pipeline.pipe_fd(1), got)) == "a\nb\n!");
		CHECK(pipeline.wait(60s).succeeded());
		CHECK(leat_process_pid(pipeline.process(1)) > 0);
	}
	{
		leat::pipeline::options options;
		options.group_kind = LEAT_GROUP_NEW;
		leat::pipeline pipeline(options);

		pipeline.add_shell("exit 3").add({"true"});
		pipeline.start();
		CHECK_INT(getpgid(leat_process_pid(pipeline.process(1))), leat_process_pid(pipeline.process(0)));
		const auto result = pipeline.end(60s, 0s, 60s);
		CHECK(!result.succeeded() && result.stage == 0 && result.code == 3);

		leat::pipeline fed;
		leat::process::talk talk;
		talk.input = "b\na\n";
		const auto done = fed.add({"sort"}).add_shell("cat; echo done >&2").run(talk, 60s);
		CHECK(done.succeeded() && done.out() == "a\nb\n" && done.err() == "done\n");
		CHECK_INT(fed.wait(0s).stage, -1);
		talk.out_sink = [](std::string_view data) -> bool { throw std::runtime_error(std::string(data)); };
		leat::pipeline thrown;
		thrown.add({"cat"});
		try {
			thrown.run(talk, 60s);
			CHECK(false);
		} catch (const std::runtime_error &error) {
			CHECK_TEXT(error.what(), "b\na\n");
		}

		/* A function is given what a program is. */
		auto whereabouts = [] {
			char here[100];
			leat::io::write_all(STDERR_FILENO, getcwd(here, sizeof here));
			return 0;
		};
		leat::process::options given;
		given.directory = "/";
		given.err = leat::process::stream::out();
		leat::pipeline elsewhere;
		const auto said = elsewhere.add_function("whereabouts", whereabouts, given).run(60s);
		CHECK(said.succeeded() && said.out() == "/" && said.err().empty());
		leat::pipeline of_function;
		CHECK_INT(of_function.add_function("three", three).run(60s)->code, 3);

		options.flags = 1u << 31;
		CHECK_THROWS(leat::pipeline{options}, leat::error, EINVAL, "pipeline_new");

		leat::pipeline missing;
		missing.add({"true"}).add({"/no/such/program"});
		CHECK_THROWS(missing.failed_stage(), leat::error, EINVAL, "pipeline_failed_stage");
		CHECK_THROWS(missing.start(), leat::error, ENOENT, "pipeline_start");
		CHECK(missing.failed_stage() == 1);
	}
	CHECK_INT(open_descriptors(), before);
	return 0;
}
