/*
 * leat/io.hpp: descriptors.
 */
#ifndef LEAT_IO_HPP
#define LEAT_IO_HPP

#include "base.hpp"
#include "error.hpp"
#include "io.h"

#include <cerrno>
#include <utility>

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
		fd(std::move(other)).swap(*this);
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

} // namespace leat

#endif /* LEAT_IO_HPP */
