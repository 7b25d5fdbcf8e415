/*
 * leat/reader.hpp: lines, frames and other pieces of what comes from a descriptor.
 */
#ifndef LEAT_READER_HPP
#define LEAT_READER_HPP

#include "base.hpp"
#include "error.hpp"
#include "io.hpp"
#include "reader.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace leat {

/*
 * A buffered reader of a descriptor, which it borrows:
 *
 *     leat::reader reader(STDIN_FILENO);
 *     while (const auto line = reader.line())
 *         std::cout << *line << '\n';
 *
 * What it returns is its own, valid until its next call; std::nullopt is the end of the input.
 */
class reader : public owner<leat_reader, leat_reader_free> {
public:
	struct options {
		std::size_t capacity = 0;
		std::size_t longest = 0;
	};

	explicit reader(int fd) : owner(detail::checked(leat_reader_new(fd, nullptr))) {}
	explicit reader(const leat::fd &fd) : reader(fd.get()) {}
	reader(descriptor fd, const options &given) : owner(made(fd, given)) {}
	explicit reader(leat_reader *taken) noexcept : owner(taken) {}

	/* It would be closed at once. */
	explicit reader(leat::fd &&) = delete;
	reader(leat::fd &&, const options &) = delete;

	/* Without its newline. */
	std::optional<std::string_view> line(timeout limit = forever)
	{
		const char *text = nullptr;
		std::size_t length = 0;

		return piece(leat_reader_line(get(), limit.milliseconds(), &text, &length), text, length);
	}

	/* Without its delimiter. */
	std::optional<std::string_view> until(char delimiter, timeout limit = forever)
	{
		const char *text = nullptr;
		std::size_t length = 0;
		const int byte = static_cast<unsigned char>(delimiter);

		return piece(leat_reader_until(get(), byte, limit.milliseconds(), &text, &length), text, length);
	}

	/* The same for several bytes. */
	std::optional<std::string_view> until(std::string_view delimiter, timeout limit = forever)
	{
		const char *text = nullptr;
		std::size_t length = 0;
		const int found =
			leat_reader_until_text(get(), delimiter.data(), delimiter.size(), limit.milliseconds(), &text, &length);

		return piece(found, text, length);
	}

	std::optional<std::string_view> exact(std::size_t size, timeout limit = forever)
	{
		const void *data = nullptr;

		return piece(leat_reader_exact(get(), size, limit.milliseconds(), &data), data, size);
	}

	std::optional<std::string_view> peek(std::size_t size, timeout limit = forever)
	{
		const void *data = nullptr;
		std::size_t there = 0;

		return piece(leat_reader_peek(get(), size, limit.milliseconds(), &data, &there), data, there);
	}

	std::optional<std::string_view> frame(timeout limit = forever)
	{
		const void *data = nullptr;
		std::size_t size = 0;

		return piece(leat_reader_frame(get(), limit.milliseconds(), &data, &size), data, size);
	}

	/* Empty if there is none. */
	std::string_view take_rest()
	{
		const void *data = nullptr;
		std::size_t size = 0;

		detail::checked(leat_reader_take_rest(get(), &data, &size));
		return {static_cast<const char *>(data), size};
	}

	/* Lent by who made the reader. */
	int fd() { return detail::checked(leat_reader_fd(get())); }

private:
	static leat_reader *made(descriptor fd, const options &given)
	{
		const leat_reader_options in_c = {sizeof in_c, given.capacity, given.longest};

		return detail::checked(leat_reader_new(fd.get(), &in_c));
	}

	/* References: they are written by the call. */
	template <class Pointer>
	static std::optional<std::string_view> piece(int found, const Pointer &data, const std::size_t &size)
	{
		if (detail::checked(found) == 0)
			return std::nullopt;
		return std::string_view(static_cast<const char *>(data), size);
	}
};

} // namespace leat

#endif /* LEAT_READER_HPP */
