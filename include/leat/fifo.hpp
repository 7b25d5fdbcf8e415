/*
 * leat/fifo.hpp: FIFOs, pipes with a name.
 */
#ifndef LEAT_FIFO_HPP
#define LEAT_FIFO_HPP

#include "base.hpp"
#include "error.hpp"
#include "fifo.h"
#include "io.hpp"

#include <cstddef>

namespace leat::fifo {

/* Returns whether it was made, and was not there before. */
inline bool make(c_string path, mode_t mode)
{
	return detail::checked(leat_fifo_make(path.get(), mode)) == 0;
}

inline fd open(c_string path, int flags, timeout limit = forever)
{
	return fd(detail::checked(leat_fifo_open(path.get(), flags, limit.milliseconds())));
}

} // namespace leat::fifo

#endif /* LEAT_FIFO_HPP */
