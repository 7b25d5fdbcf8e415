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
#include <cstdint>
#include <optional>
#include <string_view>

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

inline void send(descriptor to, bytes record, timeout limit = forever)
{
	detail::checked(leat_fifo_send(to.get(), record.data(), record.size(), limit.milliseconds()));
}

/* Returns the size of the answer. */
inline std::size_t request(c_string path, bytes asked, writable_bytes answer, timeout limit = forever)
{
	std::size_t size = 0;

	detail::checked(leat_fifo_request(path.get(), asked.data(), asked.size(), limit.milliseconds(), answer.data(),
	                                  answer.size(), &size));
	return size;
}

} // namespace leat::fifo

namespace leat {

/*
 * A server:
 *
 *     leat::fifo_server server("/tmp/echo");
 *     while (true) {
 *         const auto event = server.next();
 *         if (event.kind == LEAT_DATA)
 *             server.answer(event.client, event.sent());
 *     }
 */
class fifo_server : public owner<leat_fifo_server, leat_fifo_server_free> {
public:
	/* A struct leat_fifo_server_options. */
	struct options {
		std::size_t queue_size = 0;
		std::uint32_t most_clients = 0;
		std::uint32_t flags = 0;
		std::uint32_t mode = 0;
	};

	/* Valid until the next call. */
	struct event : leat_server_event {
		event() noexcept : leat_server_event LEAT_SERVER_EVENT_INIT {}

		std::string_view sent() const noexcept { return {static_cast<const char *>(data), data_size}; }
	};

	explicit fifo_server(c_string path) : owner(detail::checked(leat_fifo_server_new(path.get(), nullptr))) {}
	fifo_server(c_string path, const options &given) : owner(made(path, given)) {}
	explicit fifo_server(leat_fifo_server *taken) noexcept : owner(taken) {}

	event next(timeout limit = forever)
	{
		event happened;
		detail::checked(leat_fifo_server_next(get(), limit.milliseconds(), &happened));
		return happened;
	}

	void answer(std::uint64_t client, bytes sent)
	{
		detail::checked(leat_fifo_server_answer(get(), client, sent.data(), sent.size()));
	}

	/* Returns how many clients it was sent to. */
	std::size_t answer_all(bytes sent)
	{
		return static_cast<std::size_t>(detail::checked(leat_fifo_server_answer_all(get(), sent.data(), sent.size())));
	}

	void set_user(std::uint64_t client, void *user) { detail::checked(leat_fifo_server_set_user(get(), client, user)); }
	void drop(std::uint64_t client) { detail::checked(leat_fifo_server_drop(get(), client)); }

	/* Lent. */
	int fd() { return detail::checked(leat_fifo_server_fd(get())); }

private:
	static leat_fifo_server *made(c_string path, const options &given)
	{
		leat_fifo_server_options options = LEAT_FIFO_SERVER_OPTIONS_INIT;
		options.queue_size = given.queue_size;
		options.most_clients = given.most_clients;
		options.flags = given.flags;
		options.mode = given.mode;
		return detail::checked(leat_fifo_server_new(path.get(), &options));
	}
};

class fifo_client : public owner<leat_fifo_client, leat_fifo_client_free> {
public:
	explicit fifo_client(c_string path, timeout limit = forever)
	    : owner(detail::checked(leat_fifo_client_open(path.get(), limit.milliseconds())))
	{
	}
	explicit fifo_client(leat_fifo_client *taken) noexcept : owner(taken) {}

	void send(bytes sent, timeout limit = forever)
	{
		detail::checked(leat_fifo_client_send(get(), sent.data(), sent.size(), limit.milliseconds()));
	}

	/* The next answer, valid until the next call; nothing if the server has ended. */
	std::optional<std::string_view> receive(timeout limit = forever)
	{
		const void *data = nullptr;
		std::size_t size = 0;

		if (detail::checked(leat_fifo_client_receive(get(), limit.milliseconds(), &data, &size)) == 0)
			return std::nullopt;
		return std::string_view(static_cast<const char *>(data), size);
	}

	/* Lent. */
	int fd() { return detail::checked(leat_fifo_client_fd(get())); }
};

} // namespace leat

#endif /* LEAT_FIFO_HPP */
