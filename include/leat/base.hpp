/*
 * leat/base.hpp: what the C++ headers of leat share: times, bytes, lists of strings, and the owner of a handle.
 */
#ifndef LEAT_BASE_HPP
#define LEAT_BASE_HPP

#include "base.h"
#include "error.hpp"

#include <chrono>
#include <climits>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace leat {

/*
 * How long a call may take: its timeout_ms. What is no whole number of milliseconds is rounded up; a time that is over is
 * 0, which does not wait; the longest is INT_MAX milliseconds, 24 days.
 */
class timeout {
public:
	constexpr timeout(std::nullopt_t) noexcept : milliseconds_(LEAT_FOREVER) {}

	template <class Count, class Period>
	constexpr timeout(std::chrono::duration<Count, Period> duration) noexcept : milliseconds_(rounded(duration)) {}

	/* Until then: for several calls that have one end together, as leat/deadline.h is in C. */
	template <class Duration>
	timeout(std::chrono::time_point<std::chrono::steady_clock, Duration> until) noexcept
	    : timeout(until - std::chrono::steady_clock::now())
	{
	}

	/* The timeout_ms of C. */
	constexpr int milliseconds() const noexcept { return milliseconds_; }

private:
	/* A double holds every duration, though perhaps not exactly. */
	static constexpr int rounded(std::chrono::duration<double, std::milli> duration) noexcept
	{
		const double count = duration.count();

		if (!(count > 0))
			return 0;
		if (count >= INT_MAX)
			return INT_MAX;
		const int whole = static_cast<int>(count);
		return whole < count ? whole + 1 : whole;
	}

	int milliseconds_;
};

inline constexpr timeout forever{std::nullopt};

namespace detail {

/* What has data() and size(), or is an array, and whose elements are plain memory. */
template <class Memory> using element = std::remove_pointer_t<decltype(std::data(std::declval<Memory &>()))>;
template <class Memory, class = void> struct is_memory : std::false_type {};
template <class Memory>
struct is_memory<Memory, std::void_t<element<Memory>, decltype(std::size(std::declval<Memory &>()))>>
    : std::is_trivially_copyable<std::remove_const_t<element<Memory>>> {};

template <class Text> inline constexpr bool is_text = std::is_convertible_v<const Text &, std::string_view>;

} // namespace detail

/* Memory that is read. Text, also an array of char, is what std::string_view makes of it; other arrays are taken whole. */
class bytes {
public:
	constexpr bytes() noexcept = default;
	constexpr bytes(const void *data, std::size_t size) noexcept : data_(data), size_(size) {}

	template <class Text, std::enable_if_t<detail::is_text<Text>, int> = 0>
	constexpr bytes(const Text &text) noexcept
	{
		const std::string_view view = text;
		data_ = view.data();
		size_ = view.size();
	}

	template <class Memory, std::enable_if_t<detail::is_memory<const Memory>::value && !detail::is_text<Memory>, int> = 0>
	constexpr bytes(const Memory &memory) noexcept
	    : data_(std::data(memory)), size_(std::size(memory) * sizeof *std::data(memory))
	{
	}

	constexpr const void *data() const noexcept { return data_; }
	constexpr std::size_t size() const noexcept { return size_; }

private:
	const void *data_ = nullptr;
	std::size_t size_ = 0;
};

namespace detail {

/* Of a temporary that owns what it leads to that is gone before it is used; a view or a pointer may be temporary. */
template <class Memory>
inline constexpr bool is_gone_at_once = !std::is_lvalue_reference_v<Memory> && !std::is_trivially_copyable_v<Memory>;

} // namespace detail

/* Memory that is read later, and must live until then; or none. */
class lent_bytes {
public:
	constexpr lent_bytes() noexcept = default;
	constexpr lent_bytes(std::nullopt_t) noexcept {}

	template <class Memory, std::enable_if_t<std::is_convertible_v<const Memory &, bytes>, int> = 0>
	constexpr lent_bytes(const Memory &memory) noexcept : lent_(memory)
	{
	}
	template <class Memory, std::enable_if_t<detail::is_gone_at_once<Memory>, int> = 0>
	lent_bytes(Memory &&memory) = delete;

	constexpr explicit operator bool() const noexcept { return lent_.has_value(); }
	constexpr const bytes *operator->() const noexcept { return &*lent_; }

private:
	std::optional<bytes> lent_;
};

/* Memory that is written: all of an array, and the size() of a std::string, a vector or a std::span. */
class writable_bytes {
public:
	constexpr writable_bytes() noexcept = default;
	constexpr writable_bytes(void *data, std::size_t size) noexcept : data_(data), size_(size) {}

	template <class Memory, std::enable_if_t<detail::is_memory<Memory>::value &&
	                                             !std::is_const_v<detail::element<Memory>>,
	                                         int> = 0>
	constexpr writable_bytes(Memory &&memory) noexcept
	    : data_(std::data(memory)), size_(std::size(memory) * sizeof *std::data(memory))
	{
	}

	constexpr void *data() const noexcept { return data_; }
	constexpr std::size_t size() const noexcept { return size_; }

private:
	void *data_ = nullptr;
	std::size_t size_ = 0;
};

namespace detail {

/* As C reads it, which would end at a NUL within. */
inline const char *in_c(const std::string &text)
{
	const std::size_t nul = text.find('\0');

	if (nul != std::string::npos)
		throw error(EINVAL, "byte " + std::to_string(nul) + " of " + std::to_string(text.size()) +
		                        " of a string is a NUL, at which C would end it: \"" + text.c_str() + "\".");
	return text.c_str();
}

} // namespace detail

/* A string that ends with a NUL, as paths are: a std::string, which must have none within, or what C has. */
class c_string {
public:
	constexpr c_string(const char *text) noexcept : text_(text) {}
	c_string(const std::string &text) : text_(detail::in_c(text)) {}

	constexpr const char *get() const noexcept { return text_; }

private:
	const char *text_;
};

/* A LEAT_ARGV: {"ls", "-l"}, or any container of strings, which are copied, and must have no NUL within. */
class arguments {
public:
	arguments(std::initializer_list<std::string_view> strings) : arguments(strings.begin(), strings.end()) {}

	template <class Strings, class = decltype(std::string(*std::begin(std::declval<const Strings &>())))>
	arguments(const Strings &strings) : arguments(std::begin(strings), std::end(strings))
	{
	}

	/* Moved, the strings stay where they are; copied they do not. */
	arguments(arguments &&) noexcept = default;
	arguments &operator=(arguments &&) noexcept = default;
	arguments(const arguments &other) : arguments(other.strings_) {}
	arguments &operator=(const arguments &other) { return *this = arguments(other); }

	LEAT_ARGV get() const noexcept { return pointers_.data(); }

private:
	template <class Iterator> arguments(Iterator begin, Iterator end) : strings_(begin, end)
	{
		for (const std::string &string : strings_)
			pointers_.push_back(detail::in_c(string));
		pointers_.push_back(nullptr);
	}

	std::vector<std::string> strings_;
	std::vector<const char *> pointers_;
};

/* What every class that owns a handle is: `Free` ends that, leaves errno alone and takes NULL. */
template <class Handle, void (*Free)(Handle *)> class owner {
public:
	/* The handle, lent. NULL after a move or release(). */
	Handle *get() const noexcept { return handle_.get(); }

	/* The handle, given away. */
	[[nodiscard]] Handle *release() noexcept { return handle_.release(); }

	explicit operator bool() const noexcept { return get() != nullptr; }

protected:
	explicit owner(Handle *handle) noexcept : handle_(handle) {}
	owner(owner &&) noexcept = default;
	owner &operator=(owner &&) noexcept = default;
	~owner() = default;

private:
	struct end {
		void operator()(Handle *handle) const noexcept { Free(handle); }
	};
	std::unique_ptr<Handle, end> handle_;
};

} // namespace leat

#endif /* LEAT_BASE_HPP */
