/*
 * leat/io.hpp: descriptors, and moving bytes through them.
 */
#ifndef LEAT_IO_HPP
#define LEAT_IO_HPP

#include "base.hpp"
#include "error.hpp"
#include "io.h"

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <string_view>
#include <sys/uio.h>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat {

/* Owns a descriptor. */
class fd {
public:
	/* None. */
	constexpr fd() noexcept = default;

	/* Takes one; -1 is none. */
	constexpr explicit fd(int number) noexcept : number_(number) {}

	fd(fd &&other) noexcept : number_(other.release()) {}
	fd &operator=(fd &&other) noexcept
	{
		fd taken(std::move(other));
		taken.swap(*this);
		return *this;
	}
	~fd()
	{
		const int before = errno;
		if (number_ != -1)
			leat_close(number_);
		errno = before;
	}

	void swap(fd &other) noexcept { std::swap(number_, other.number_); }

	/* The descriptor, lent; -1 if there is none. */
	constexpr int get() const noexcept { return number_; }

	/* The descriptor, given away. */
	[[nodiscard]] int release() noexcept { return std::exchange(number_, -1); }

	constexpr explicit operator bool() const noexcept { return number_ != -1; }

	/* Closes it and says whether that failed, as it may where what was written is only now stored. It is closed then, too. */
	void close() { detail::checked(leat_close(release())); }

private:
	int number_ = -1;
};

/* What functions take that work on a descriptor: an owner, or a number. Nothing is taken over. */
class descriptor {
public:
	constexpr descriptor(int number) noexcept : number_(number) {}
	constexpr descriptor(const fd &owner) noexcept : number_(owner.get()) {}

	constexpr int get() const noexcept { return number_; }

private:
	int number_;
};

namespace detail {

/* The result of a transfer, if it is none of a failure, which knows how far it came. A reference: the call may come after. */
template <class Count> inline int checked_transfer(int result, const Count &moved)
{
	if (result == -1)
		throw transfer_error(moved);
	return result;
}

inline leat_io_flow flow_from(descriptor from)
{
	leat_io_flow made = LEAT_IO_FLOW_INIT;

	made.from = LEAT_IO_FD;
	made.from_fd = from.get();
	return made;
}

inline leat_io_flow flow_from(bytes from)
{
	leat_io_flow made = LEAT_IO_FLOW_INIT;

	made.from = LEAT_IO_MEMORY;
	made.data = from.data();
	made.data_size = from.size();
	return made;
}

/* What is called, as the `user` of C: an object, or a function, whose pointer POSIX lets be a void *. */
template <class Function> void *address_of(Function &function) noexcept
{
	if constexpr (std::is_function_v<Function>)
		return reinterpret_cast<void *>(&function);
	else
		return const_cast<void *>(static_cast<const void *>(std::addressof(function)));
}

/* The other way. */
template <class Function> Function &at_address(void *user) noexcept
{
	if constexpr (std::is_function_v<Function>)
		return *reinterpret_cast<Function *>(user);
	else
		return *static_cast<Function *>(user);
}

template <class Sink> int call_sink(const void *data, std::size_t size, void *user) noexcept
{
	const bool more = at_address<Sink>(user)(std::string_view(static_cast<const char *>(data), size));

	return more ? 0 : 1;
}

} // namespace detail

namespace io {

/* Returns how many bytes it has read: fewer than there is room for, if the input ended before. */
inline std::size_t read_all(descriptor from, writable_bytes to, timeout limit = forever)
{
	std::size_t moved = 0;

	detail::checked_transfer(leat_io_read_all(from.get(), to.data(), to.size(), limit.milliseconds(), &moved), moved);
	return moved;
}

inline void write_all(descriptor to, bytes from, timeout limit = forever)
{
	std::size_t moved = 0;

	detail::checked_transfer(leat_io_write_all(to.get(), from.data(), from.size(), limit.milliseconds(), &moved), moved);
}

inline void writev_all(descriptor to, std::initializer_list<bytes> parts, timeout limit = forever)
{
	std::vector<iovec> vector;
	std::size_t moved = 0;

	for (const bytes &part : parts)
		vector.push_back({const_cast<void *>(part.data()), part.size()});
	const int count = static_cast<int>(vector.size());
	detail::checked_transfer(leat_io_writev_all(to.get(), vector.data(), count, limit.milliseconds(), &moved), moved);
}

inline void frame_write(descriptor to, bytes from, timeout limit = forever)
{
	detail::checked(leat_io_frame_write(to.get(), from.data(), from.size(), limit.milliseconds()));
}

/* Returns how many bytes it has moved: fewer than `most`, if the end came before. */
inline std::uint64_t copy(descriptor to, descriptor from, std::uint64_t most = UINT64_MAX, timeout limit = forever)
{
	std::uint64_t moved = 0;

	detail::checked_transfer(leat_io_copy(to.get(), from.get(), most, limit.milliseconds(), &moved), moved);
	return moved;
}

/*
 * A flow for pump(). What it comes from and goes to is lent, but for an fd that is moved into it: that is closed when the flow
 * has ended, so that who reads it sees the end (LEAT_IO_CLOSE); of one that is LEAT_IO_GOING when pump() has thrown, or that was
 * never pumped, `to_fd` is the caller's to close. A sink is called with a std::string_view of what has come, and returns whether
 * it wants more; it is kept by its address, and no exception may leave it.
 */
template <class From> leat_io_flow flow(const From &from, descriptor to)
{
	leat_io_flow made = detail::flow_from(from);

	made.to = LEAT_IO_FD;
	made.to_fd = to.get();
	return made;
}

template <class From, class To, std::enable_if_t<detail::is_gone_at_once<From>, int> = 0>
leat_io_flow flow(From &&from, To &&to) = delete;

template <class From> leat_io_flow flow(const From &from, fd &&to)
{
	leat_io_flow made = flow(from, descriptor(to));

	made.flags = LEAT_IO_CLOSE;
	(void)to.release();
	return made;
}

inline leat_io_flow flow(descriptor from, writable_bytes to)
{
	leat_io_flow made = detail::flow_from(from);

	made.to = LEAT_IO_MEMORY;
	made.buffer = to.data();
	made.capacity = to.size();
	return made;
}

template <class Sink, std::enable_if_t<std::is_invocable_r_v<bool, Sink &, std::string_view>, int> = 0>
leat_io_flow flow(descriptor from, Sink &to)
{
	leat_io_flow made = detail::flow_from(from);

	made.to = LEAT_IO_CALL;
	made.sink = detail::call_sink<Sink>;
	made.user = detail::address_of(to);
	return made;
}

/* Of an array or a vector of flows. */
template <class Flows> void pump(Flows &flows, timeout limit = forever)
{
	detail::checked(leat_io_pump(std::data(flows), std::size(flows), limit.milliseconds()));
}

/* Of an array or a vector of struct leat_io_interest; returns how many are ready. */
template <class Interests> std::size_t wait(Interests &interests, timeout limit = forever)
{
	const int ready = leat_io_wait(std::data(interests), std::size(interests), limit.milliseconds());

	return static_cast<std::size_t>(detail::checked(ready));
}

/* They return what it was before. */
inline bool set_nonblocking(descriptor fd, bool on)
{
	return detail::checked(leat_io_set_nonblocking(fd.get(), on)) == 1;
}
inline bool set_inherited(descriptor fd, bool on)
{
	return detail::checked(leat_io_set_inherited(fd.get(), on)) == 1;
}

} // namespace io
} // namespace leat

#endif /* LEAT_IO_HPP */
