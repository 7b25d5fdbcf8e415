/*
 * leat/error.hpp: what a failure throws.
 */
#ifndef LEAT_ERROR_HPP
#define LEAT_ERROR_HPP

#if __cplusplus < 201703L
#error "leat's C++ headers need C++17: compile with -std=c++17 or later. The C headers, such as <leat.h>, take C++98."
#endif

#include "error.h"

#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <system_error>

namespace leat {

/*
 * A failure, as it was explained when it was thrown. code() is its errno, so that
 *
 *     catch (const leat::error &failure) {
 *         if (failure.code() == std::errc::timed_out)
 */
class error : public std::system_error {
public:
	/* The failure that errno is of: for a call of C that has just failed. */
	error() : error(errno) {}

	/* The failure that an error number is of: for a function that returns it. */
	explicit error(int number) : std::system_error(number, std::system_category()), text_(explained(number)) {}

	/* What these headers refuse themselves, with a text of their own. */
	error(int number, const std::string &text)
	    : std::system_error(number, std::system_category()), text_(leat_error_name(number) + (": " + text))
	{
	}

	/* The text of leat_error_text(), or where leat has none, the name of errno and what it means. */
	const char *what() const noexcept override { return text_.what(); }

private:
	static std::string explained(int number)
	{
		errno = number;
		const char *text = leat_error_text();
		if (*text != '\0')
			return text;
		return std::string(leat_error_name(number)) + ": " + std::system_category().message(number);
	}

	/* An exception must not throw when it is copied: this counts who has the string. */
	std::runtime_error text_;
};

/* A transfer that ended before its end: at a deadline, by a stop, or because it failed. */
class transfer_error : public error {
public:
	explicit transfer_error(std::uint64_t moved) : moved_(moved) {}

	/* The bytes that had been moved by then. */
	std::uint64_t moved() const noexcept { return moved_; }

private:
	std::uint64_t moved_;
};

namespace detail {

/* The result of a call, if it is none of a failure. */
template <class Result> inline Result checked(Result result)
{
	if (result == static_cast<Result>(-1))
		throw error();
	return result;
}

template <class Pointer> inline Pointer *checked(Pointer *pointer)
{
	if (pointer == nullptr)
		throw error();
	return pointer;
}

} // namespace detail
} // namespace leat

#endif /* LEAT_ERROR_HPP */
