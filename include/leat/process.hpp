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
#include <memory>
#include <optional>
#include <string>
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
			made.path = path_ ? path_->c_str() : nullptr;
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
		std::optional<arguments> environment;
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
	};

	static process spawn(const arguments &argv) { return process(detail::checked(leat_process_spawn(argv.get(), nullptr))); }
	static process spawn(const arguments &argv, const options &given);

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
		options_.program = given.program ? given.program->c_str() : nullptr;
		options_.directory = given.directory ? given.directory->c_str() : nullptr;
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

/* Calls what `user` is the address of. */
template <class Function> int call(void *user) noexcept
{
	return (*static_cast<Function *>(user))();
}

template <class Function> process spawn_function(Function &function, const leat_process_options *options)
{
	void *const user = const_cast<void *>(static_cast<const void *>(std::addressof(function)));

	return process(checked(leat_process_spawn_function(call<Function>, options, user)));
}

} // namespace detail

inline process process::spawn(const arguments &argv, const options &given)
{
	const detail::process_options in_c(given);
	return process(detail::checked(leat_process_spawn(argv.get(), in_c.get())));
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
