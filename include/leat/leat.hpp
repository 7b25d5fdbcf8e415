/*
 * leat/leat.hpp: leat for C++17 and later. It includes one header a mechanism, leat/<name>.hpp; each may also be included
 * alone. There is nothing to link beyond the library.
 *
 *     #include <leat/leat.hpp>
 *
 * What holds for all of them:
 *
 * Names. leat_<noun>_<verb>, which <leat/noun.h> documents, is leat::<noun>::<verb>. A noun that is a handle is a class, which
 * owns one, can be moved and not copied, and frees it in its destructor; the others are namespaces. What is said here is only
 * what differs from C. Mirrors (leat_open) are called as they are.
 *
 * Failure. What fails throws leat::error, a std::system_error whose what() is the explanation. What moves bytes throws
 * leat::transfer_error, which also knows how many were moved. Positive results are returned as what they say: a bool, a
 * std::optional, a count. Destructors never throw and leave errno alone.
 *
 * Time. A leat::timeout is any duration of std::chrono, or leat::forever (or std::nullopt), which is the default.
 *
 * Memory. leat::bytes is a pointer and a length to be read, leat::writable_bytes one to be written: a std::string_view, an array,
 * a vector, a std::span. What leat lends until the next call is a std::string_view.
 *
 * Ownership. get() lends the C handle or the descriptor, release() gives it away, and a constructor takes it: C and C++ may
 * share the work. A class that was moved from holds nothing; its functions then throw EFAULT, or EBADF for a descriptor.
 */
#ifndef LEAT_LEAT_HPP
#define LEAT_LEAT_HPP

#include "base.hpp"
#include "error.hpp"
#include "fifo.hpp"
#include "io.hpp"
#include "pipe.hpp"
#include "pipeline.hpp"
#include "process.hpp"
#include "reader.hpp"
#include "stop.hpp"

#endif /* LEAT_LEAT_HPP */
