/*
 * leat/process.hpp: programs that leat starts.
 */
#ifndef LEAT_PROCESS_HPP
#define LEAT_PROCESS_HPP

#include "base.hpp"
#include "error.hpp"
#include "io.hpp"
#include "process.h"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat {

/*
 * A child:
 *
 *     leat::process::options options;
 *     options.directory = "/tmp";
 *     auto sort = leat::process::spawn({"sort", "-u"}, options);
 *     if (!sort.wait(10s).succeeded())
 *
 *     const auto made = leat::process::run({"cc", "prog.c"}, 60s);
 *     if (!made.succeeded())
 *         std::cerr << (made.timed_out() ? "too slow" : made.err());
 */
class process : public owner<leat_process, leat_process_free> {
public:
	/* What a descriptor of the child is: LEAT_CHILD_INHERIT and its like. */
	class stream {
	public:
		stream() = default;
		static stream inherit() { return stream(); }
		static stream null() { return stream(LEAT_CHILD_NULL); }
		static stream pipe() { return stream(LEAT_CHILD_PIPE); }
		static stream pipe_in() { return stream(LEAT_CHILD_PIPE_IN); }
		static stream out() { return stream(LEAT_CHILD_OUT); }

		/* It stays open in the host, and must be until the child is started. */
		static stream given(descriptor lent)
		{
			stream made(LEAT_CHILD_FD);
			made.fd_ = lent.get();
			return made;
		}

		/* It would be closed at once. */
		static stream given(leat::fd &&) = delete;

		static stream file(std::string path, int flags = 0, std::uint32_t mode = 0)
		{
			stream made(LEAT_CHILD_FILE);
			made.path_ = std::move(path);
			made.flags_ = flags;
			made.mode_ = mode;
			return made;
		}

		/* As C has it, which lasts as long as this. */
		leat_child_stream get() const
		{
			leat_child_stream made{};
			made.kind = kind_;
			made.fd = fd_;
			made.path = path_ ? detail::in_c(*path_) : nullptr;
			made.flags = flags_;
			made.mode = mode_;
			return made;
		}

	private:
		explicit stream(std::int32_t kind) : kind_(kind) {}

		std::int32_t kind_ = LEAT_CHILD_INHERIT;
		std::int32_t fd_ = 0;
		std::optional<std::string> path_;
		int flags_ = 0;
		std::uint32_t mode_ = 0;
	};

	/* A struct leat_process_options, whose comments say what each is. */
	struct options {
		std::uint32_t flags = 0;
		std::int32_t group_kind = LEAT_GROUP_SAME;
		std::int32_t group = 0;
		std::int32_t nice = 0;
		std::optional<std::string> program;
		std::optional<std::string> directory;
		std::optional<arguments> environment; /* {} is the host's, arguments{} is empty */
		std::optional<arguments> added;
		stream in, out, err;
		std::vector<std::pair<int, stream>> fds;
		std::vector<leat_child_limit> limits;
	};

	/* What has become of it. */
	struct result : leat_process_result {
		result() : leat_process_result() { size = sizeof(leat_process_result); }

		/* It has exited with 0. */
		bool succeeded() const { return how == LEAT_EXITED && code == 0; }

		/* "exit status 3", "killed by SIGSEGV". */
		const char *how_text() const noexcept { return leat_process_how_text(how, code); }
	};

	static process spawn(const arguments &argv) { return process(detail::checked(leat_process_spawn(argv.get(), nullptr))); }
	static process spawn(const arguments &argv, const options &given);

	/*
	 * A struct leat_process_talk. Sinks return whether they want more. What one throws run() throws when the program has
	 * ended; until then no sink is called any more, and the program finds nobody who reads, but it is not killed.
	 */
	struct talk {
		lent_bytes input;
		bool end_at_most = false; /* LEAT_TALK_END_AT_MOST */
		std::size_t out_most = 0;
		std::size_t err_most = 0;
		std::function<bool(std::string_view)> out_sink;
		std::function<bool(std::string_view)> err_sink;
	};

	/* What has become of a program that was run, and what it has written. */
	class output {
	public:
		output(output &&other) noexcept : output_(std::exchange(other.output_, leat_process_output LEAT_PROCESS_OUTPUT_INIT)) {}
		output &operator=(output &&other) noexcept
		{
			output taken(std::move(other));
			std::swap(output_, taken.output_);
			return *this;
		}
		~output() { leat_process_output_free(&output_); }

		/* The whole of it, as C has it. */
		const leat_process_output &get() const noexcept { return output_; }
		const leat_process_output *operator->() const noexcept { return &output_; }

		/* They are its own. */
		std::string_view out() const noexcept { return text(output_.out, output_.out_size); }
		std::string_view err() const noexcept { return text(output_.err, output_.err_size); }

		/* It has exited with 0, in time. */
		bool succeeded() const noexcept { return output_.how == LEAT_EXITED && output_.code == 0 && !timed_out() && !too_much(); }
		bool timed_out() const noexcept { return output_.timed_out != 0; }
		bool too_much() const noexcept { return output_.too_much != 0; }

		/* "exit status 3", "killed by SIGSEGV", "timed out". */
		const char *how_text() const noexcept
		{
			return leat_process_how_text(timed_out() ? LEAT_TIMED_OUT : too_much() ? LEAT_TOO_MUCH : output_.how, output_.code);
		}

	private:
		friend process;
		friend class pipeline;
		output() noexcept : output_ LEAT_PROCESS_OUTPUT_INIT {}

		static std::string_view text(const void *data, std::size_t size) noexcept
		{
			return {static_cast<const char *>(data), size};
		}

		leat_process_output output_;
	};

	/* A time that is over is no failure, but a result. */
	static output run(const arguments &argv, timeout limit = forever);
	static output run(const arguments &argv, const talk &said, timeout limit = forever);
	static output run(const arguments &argv, const options &given, timeout limit = forever);
	static output run(const arguments &argv, const options &given, const talk &said, timeout limit = forever);

	/* A function that can be called without arguments, and returns the child's exit status. No exception may leave it. */
	template <class Function> static process spawn_function(Function &&function);
	template <class Function> static process spawn_function(Function &&function, const options &given);

	explicit process(leat_process *taken) noexcept : owner(taken) {}

	pid_t pid() const { return detail::checked(leat_process_pid(get())); }

	/* Lent: readable once it has ended. */
	int fd() const { return detail::checked(leat_process_fd(get())); }
	leat::fd take_fd() const { return leat::fd(detail::checked(leat_process_take_fd(get()))); }

	/* Lent: the host's end of the pipe to the child's descriptor. */
	int pipe_fd(int child_fd) const { return detail::checked(leat_process_pipe_fd(get(), child_fd)); }
	leat::fd take_pipe_fd(int child_fd) const { return leat::fd(detail::checked(leat_process_take_pipe_fd(get(), child_fd))); }

	result wait(timeout limit = forever) const
	{
		result ended;
		detail::checked(leat_process_wait(get(), limit.milliseconds(), &ended));
		return ended;
	}

	void kill(int signal) const { detail::checked(leat_process_kill(get(), signal)); }
	void kill_group(int signal) const { detail::checked(leat_process_kill_group(get(), signal)); }

	void foreground() const { detail::checked(leat_process_foreground(get())); }

	result end(timeout alone, timeout terminated, timeout killed) const
	{
		result ended;
		detail::checked(leat_process_end(get(), alone.milliseconds(), terminated.milliseconds(), killed.milliseconds(), &ended));
		return ended;
	}
};

namespace detail {

/* Options as C has them, which last as long as this and what it was made of. */
class process_options {
public:
	explicit process_options(const process::options &given) : options_()
	{
		for (const auto &[number, stream] : given.fds) {
			leat_child_fd fd{};
			fd.fd = number;
			fd.stream = stream.get();
			fds_.push_back(fd);
		}
		options_.size = sizeof options_;
		options_.flags = given.flags;
		options_.group_kind = given.group_kind;
		options_.group = given.group;
		options_.nice = given.nice;
		options_.program = given.program ? in_c(*given.program) : nullptr;
		options_.directory = given.directory ? in_c(*given.directory) : nullptr;
		options_.environment = given.environment ? given.environment->get() : nullptr;
		options_.added = given.added ? given.added->get() : nullptr;
		options_.in = given.in.get();
		options_.out = given.out.get();
		options_.err = given.err.get();
		options_.fds = fds_.data();
		options_.fd_count = fds_.size();
		options_.limits = given.limits.data();
		options_.limit_count = given.limits.size();
	}
	process_options(const process_options &) = delete;
	process_options &operator=(const process_options &) = delete;

	const leat_process_options *get() const { return &options_; }

private:
	std::vector<leat_child_fd> fds_;
	leat_process_options options_;
};

/* A talk as C has it, which lasts as long as what it was made of; and what a sink has thrown. */
class process_talk {
public:
	explicit process_talk(const process::talk &said) : said_(said), talk_ LEAT_PROCESS_TALK_INIT
	{
		if (said.input) {
			talk_.input = said.input->data() != nullptr ? said.input->data() : "";
			talk_.input_size = said.input->size();
		}
		talk_.flags = said.end_at_most ? LEAT_TALK_END_AT_MOST : 0;
		talk_.out_most = said.out_most;
		talk_.err_most = said.err_most;
		talk_.out_sink = said.out_sink ? call<&process::talk::out_sink> : nullptr;
		talk_.err_sink = said.err_sink ? call<&process::talk::err_sink> : nullptr;
		talk_.user = this;
	}
	process_talk(const process_talk &) = delete;
	process_talk &operator=(const process_talk &) = delete;

	const leat_process_talk *get() const { return &talk_; }

	void rethrow() const
	{
		if (thrown_)
			std::rethrow_exception(thrown_);
	}

private:
	/* No exception may leave it. */
	template <std::function<bool(std::string_view)> process::talk::*Sink>
	static int call(const void *data, std::size_t size, void *user) noexcept
	{
		process_talk &talk = *static_cast<process_talk *>(user);
		if (talk.thrown_)
			return 1;
		try {
			return (talk.said_.*Sink)(std::string_view(static_cast<const char *>(data), size)) ? 0 : 1;
		} catch (...) {
			talk.thrown_ = std::current_exception();
			return 1;
		}
	}

	const process::talk &said_;
	leat_process_talk talk_;
	std::exception_ptr thrown_;
};

/* Calls what `user` is the address of. */
template <class Function> int call(void *user) noexcept
{
	return at_address<Function>(user)();
}

template <class Function> process spawn_function(Function &function, const leat_process_options *options)
{
	return process(checked(leat_process_spawn_function(call<Function>, options, address_of(function))));
}

} // namespace detail

inline process process::spawn(const arguments &argv, const options &given)
{
	const detail::process_options in_c(given);
	return process(detail::checked(leat_process_spawn(argv.get(), in_c.get())));
}

inline process::output process::run(const arguments &argv, const options &given, const talk &said, timeout limit)
{
	const detail::process_options options_in_c(given);
	const detail::process_talk talk_in_c(said);
	output done;

	const int result = leat_process_run(argv.get(), options_in_c.get(), talk_in_c.get(), limit.milliseconds(), &done.output_);
	talk_in_c.rethrow();
	detail::checked(result);
	return done;
}

inline process::output process::run(const arguments &argv, const talk &said, timeout limit)
{
	return run(argv, options(), said, limit);
}

inline process::output process::run(const arguments &argv, const options &given, timeout limit)
{
	return run(argv, given, talk(), limit);
}

inline process::output process::run(const arguments &argv, timeout limit)
{
	return run(argv, options(), talk(), limit);
}

template <class Function> process process::spawn_function(Function &&function)
{
	return detail::spawn_function(function, nullptr);
}

template <class Function> process process::spawn_function(Function &&function, const options &given)
{
	return detail::spawn_function(function, detail::process_options(given).get());
}

} // namespace leat

#endif /* LEAT_PROCESS_HPP */
