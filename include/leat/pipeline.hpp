/*
 * leat/pipeline.hpp: programs that each read what the one before them writes.
 */
#ifndef LEAT_PIPELINE_HPP
#define LEAT_PIPELINE_HPP

#include "base.hpp"
#include "error.hpp"
#include "io.hpp"
#include "pipeline.h"
#include "process.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace leat {

/*
 * A pipeline:
 *
 *     leat::pipeline counts;
 *     counts.add({"sort"}).add({"uniq", "-c"}).from_file("words").to_file("counts");
 *     counts.start();
 *     if (!counts.wait(60s).succeeded())
 *
 * What is added to it throws at once if it cannot be.
 */
class pipeline : public owner<leat_pipeline, leat_pipeline_free> {
public:
	struct result : leat_pipeline_result {
		result() noexcept : leat_pipeline_result LEAT_PIPELINE_RESULT_INIT {}

		/* No stage has failed, or is stopped. */
		bool succeeded() const noexcept { return stage == -1; }

		/* Of that stage: "exit status 3", "killed by SIGSEGV". */
		const char *how_text() const noexcept { return leat_process_how_text(how, code); }
	};

	/* A struct leat_pipeline_options. */
	struct options {
		std::uint32_t flags = 0;
		std::int32_t group_kind = LEAT_GROUP_SAME;
		std::int32_t group = 0;
	};

	pipeline() : owner(detail::checked(leat_pipeline_new(nullptr))) {}
	explicit pipeline(const options &given) : owner(made(given)) {}
	explicit pipeline(leat_pipeline *taken) noexcept : owner(taken) {}

	pipeline &add(const arguments &argv) { return done(leat_pipeline_add(get(), argv.get(), nullptr)); }
	pipeline &add(const arguments &argv, const leat::process::options &given)
	{
		const detail::process_options in_c(given);
		return done(leat_pipeline_add(get(), argv.get(), in_c.get()));
	}
	pipeline &add_shell(c_string line) { return done(leat_pipeline_add_shell(get(), line.get())); }

	/* As process::spawn_function takes it; it must live until the pipeline is started. */
	template <class Function> pipeline &add_function(c_string name, Function &function)
	{
		return add_call(name, function, nullptr);
	}
	template <class Function>
	pipeline &add_function(c_string name, Function &function, const leat::process::options &given)
	{
		const detail::process_options in_c(given);
		return add_call(name, function, in_c.get());
	}

	pipeline &set_stream(int stage_fd, const leat::process::stream &stream)
	{
		const leat_child_stream in_c = stream.get();
		return done(leat_pipeline_set_stream(get(), stage_fd, &in_c));
	}
	pipeline &from_file(c_string path) { return done(leat_pipeline_from_file(get(), path.get())); }
	pipeline &from_fd(descriptor fd) { return done(leat_pipeline_from_fd(get(), fd.get())); }
	pipeline &from_pipe() { return done(leat_pipeline_from_pipe(get())); }
	pipeline &to_file(c_string path, int flags = 0) { return done(leat_pipeline_to_file(get(), path.get(), flags)); }
	pipeline &to_fd(descriptor fd) { return done(leat_pipeline_to_fd(get(), fd.get())); }
	pipeline &to_pipe() { return done(leat_pipeline_to_pipe(get())); }

	void start() { detail::checked(leat_pipeline_start(get())); }

	/* Which stage it could not start. */
	std::size_t failed_stage() const { return static_cast<std::size_t>(detail::checked(leat_pipeline_failed_stage(get()))); }

	/* As process::run: a time that is over is no failure, but a result, and so is the verdict. */
	leat::process::output run(timeout limit = forever) { return run(leat::process::talk(), limit); }
	leat::process::output run(const leat::process::talk &said, timeout limit = forever)
	{
		const detail::process_talk in_c(said);
		leat::process::output done;

		const int how = leat_pipeline_run(get(), in_c.get(), limit.milliseconds(), &done.output_);
		in_c.rethrow();
		detail::checked(how);
		return done;
	}

	result wait(timeout limit = forever)
	{
		result ended;
		detail::checked(leat_pipeline_wait(get(), limit.milliseconds(), &ended));
		return ended;
	}

	void kill(int signal) { detail::checked(leat_pipeline_kill(get(), signal)); }

	void foreground() { detail::checked(leat_pipeline_foreground(get())); }

	result end(timeout alone, timeout terminated, timeout killed)
	{
		result ended;
		detail::checked(leat_pipeline_end(get(), alone.milliseconds(), terminated.milliseconds(), killed.milliseconds(), &ended));
		return ended;
	}

	/* Lent: a stage, for the functions of C. */
	leat_process *process(std::size_t index) { return detail::checked(leat_pipeline_process(get(), index)); }

	/* Lent: the host's end of a pipe to the pipeline. */
	int pipe_fd(int stage_fd) { return detail::checked(leat_pipeline_pipe_fd(get(), stage_fd)); }
	leat::fd take_pipe_fd(int stage_fd) { return leat::fd(detail::checked(leat_pipeline_take_pipe_fd(get(), stage_fd))); }

	/* As a line for the shell. */
	std::string text() const
	{
		const int length = detail::checked(leat_pipeline_text(get(), nullptr, 0));
		std::string line(static_cast<std::size_t>(length) + 1, '\0');
		detail::checked(leat_pipeline_text(get(), line.data(), line.size()));
		line.pop_back();
		return line;
	}

private:
	static leat_pipeline *made(const options &given)
	{
		leat_pipeline_options options = LEAT_PIPELINE_OPTIONS_INIT;
		options.flags = given.flags;
		options.group_kind = given.group_kind;
		options.group = given.group;
		return detail::checked(leat_pipeline_new(&options));
	}

	template <class Function>
	pipeline &add_call(c_string name, Function &function, const leat_process_options *given)
	{
		void *const user = detail::address_of(function);
		return done(leat_pipeline_add_function(get(), name.get(), detail::call<Function>, given, user));
	}

	pipeline &done(int returned)
	{
		detail::checked(returned);
		return *this;
	}
};

} // namespace leat

#endif /* LEAT_PIPELINE_HPP */
