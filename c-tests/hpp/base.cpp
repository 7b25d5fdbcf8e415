// Times, bytes and lists of strings arrive in C as what they are in C++.
#include <array>
#include <list>
#include <vector>

#include "thrown.hpp"

using namespace std::chrono_literals;

static int in_c(leat::timeout timeout)
{
	return timeout.milliseconds();
}

static void check_bytes(leat::bytes bytes, const void *data, std::size_t size)
{
	CHECK(bytes.data() == data);
	CHECK_INT(bytes.size(), size);
}

static void check_writable(leat::writable_bytes bytes, const void *data, std::size_t size)
{
	CHECK(bytes.data() == data);
	CHECK_INT(bytes.size(), size);
}

static void check_list(const leat::arguments &list, const std::vector<std::string> &strings)
{
	for (std::size_t i = 0; i < strings.size(); i++)
		CHECK_TEXT(list.get()[i], strings[i].c_str());
	CHECK(list.get()[strings.size()] == nullptr);
}

template <class Function> static void check_refused(Function &&function)
{
	bool refused = false;

	try {
		function();
	} catch (const leat::error &failure) {
		refused = true;
		CHECK_INT(failure.code().value(), EINVAL);
		CHECK_TEXT(failure.what(), "EINVAL: byte 1 of 3 of a string is a NUL, at which C would end it: \"a\".");
	}
	CHECK(refused);
}

/* What is used later must not be gone by then. */
template <class Memory> constexpr bool is_lent = std::is_constructible_v<leat::lent_bytes, Memory>;
static_assert(is_lent<std::string &> && is_lent<const std::vector<char> &> && is_lent<const char (&)[3]> &&
              is_lent<std::string_view> && is_lent<const char *> && is_lent<leat::bytes> && is_lent<std::nullopt_t>);
static_assert(!is_lent<std::string> && !is_lent<std::vector<char>>);

template <class From, class = void> constexpr bool flows = false;
template <class From> constexpr bool flows<From, std::void_t<decltype(leat::io::flow(std::declval<From>(), 1))>> = true;
static_assert(flows<std::string &> && flows<std::string_view> && flows<leat::fd &> && flows<int>);
static_assert(!flows<std::string> && !flows<leat::fd>);

int main()
{
	CHECK_INT(in_c(leat::forever), LEAT_FOREVER);
	CHECK_INT(in_c(std::nullopt), LEAT_FOREVER);
	CHECK_INT(in_c(0s), 0);
	CHECK_INT(in_c(-1ms), 0);
	CHECK_INT(in_c(1ns), 1);
	CHECK_INT(in_c(1ms), 1);
	CHECK_INT(in_c(1000001ns), 2);
	CHECK_INT(in_c(2s), 2000);
	CHECK_INT(in_c(std::chrono::duration<double>(0.25)), 250);
	CHECK_INT(in_c(std::chrono::milliseconds(INT_MAX)), INT_MAX);
	CHECK_INT(in_c(std::chrono::hours::max()), INT_MAX);
	CHECK_INT(in_c(std::chrono::hours::min()), 0);
	const auto now = std::chrono::steady_clock::now();
	CHECK_INT(in_c(now), 0);
	CHECK(in_c(now + 1h) > 3500000 && in_c(now + 1h) <= 3600000);

	const std::string text("a\0b", 3);
	const char word[] = "word";
	char buffer[10] = "";
	const int numbers[] = {1, 2, 3};
	std::vector<unsigned char> vector(5);
	std::array<std::uint64_t, 2> array{};
	std::string room(7, '\0');

	check_bytes(leat::bytes(), nullptr, 0);
	check_bytes({numbers, 5}, numbers, 5);
	check_bytes(text, text.data(), 3);
	check_bytes(std::string_view(text).substr(1), text.data() + 1, 2);
	check_bytes(word, word, 4);
	check_bytes(numbers, numbers, sizeof numbers);
	check_bytes(vector, vector.data(), 5);
	check_bytes(array, array.data(), 16);
	check_writable(buffer, buffer, sizeof buffer);
	check_writable(room, room.data(), 7);
	check_writable(vector, vector.data(), 5);
	check_writable({buffer, 3}, buffer, 3);
	static_assert(!std::is_convertible_v<const std::string &, leat::writable_bytes>);
	static_assert(!std::is_convertible_v<std::list<char> &, leat::bytes>);
	static_assert(!std::is_convertible_v<std::vector<std::string> &, leat::bytes>);

	leat::arguments list{"ls", std::string("-l"), std::string_view("--all").substr(0, 3)};
	check_list(list, {"ls", "-l", "--a"});
	const leat::arguments moved = std::move(list);
	check_list(moved, {"ls", "-l", "--a"});
	check_list(std::vector<const char *>{"a", "b"}, {"a", "b"});
	check_list(std::list<std::string>{}, {});
	leat::arguments copied = moved;
	check_list(copied, {"ls", "-l", "--a"});
	CHECK(copied.get()[0] != moved.get()[0]);
	copied = leat::arguments{"cat"};
	check_list(copied, {"cat"});
	leat::process::options options;
	options.added = leat::arguments{"A=1"};
	const leat::process::options base = options;
	check_list(*base.added, {"A=1"});

	/* A NUL would end for C what it does not end for C++. */
	check_refused([&] { leat::arguments({"echo", text}); });
	check_refused([&] { leat::fifo::make(text, 0600); });
	options.program = text;
	check_refused([&] { leat::process::spawn({"true"}, options); });
	options.program.reset();
	options.out = leat::process::stream::file(text);
	check_refused([&] { leat::process::spawn({"true"}, options); });
	return 0;
}
