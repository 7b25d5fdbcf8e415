/*
 * leat/pipe.hpp: pipes.
 */
#ifndef LEAT_PIPE_HPP
#define LEAT_PIPE_HPP

#include "base.hpp"
#include "error.hpp"
#include "io.hpp"
#include "pipe.h"

#include <cstddef>

namespace leat::pipe {

/* Of a pipe: auto [read, write] = leat::pipe::open(); */
struct ends {
	fd read;
	fd write;
};

inline ends open(int flags = 0)
{
	int opened[2];

	detail::checked(leat_pipe_open(flags, opened));
	return {fd(opened[0]), fd(opened[1])};
}

inline std::size_t capacity(descriptor end)
{
	return static_cast<std::size_t>(detail::checked(leat_pipe_capacity(end.get())));
}

inline std::size_t set_capacity(descriptor end, std::size_t size)
{
	return static_cast<std::size_t>(detail::checked(leat_pipe_set_capacity(end.get(), size)));
}

inline std::size_t queued(descriptor end)
{
	return static_cast<std::size_t>(detail::checked(leat_pipe_queued(end.get())));
}

/* What fails is a transfer_error: until its moved() bytes have left the pipe, they are still lent. */
inline void lend(descriptor to, bytes memory, timeout limit = forever)
{
	std::size_t moved = 0;

	detail::checked_transfer(leat_pipe_lend(to.get(), memory.data(), memory.size(), limit.milliseconds(), &moved), moved);
}

} // namespace leat::pipe

#endif /* LEAT_PIPE_HPP */
