/*
 * leat/stop.hpp: ending calls that are blocked.
 */
#ifndef LEAT_STOP_HPP
#define LEAT_STOP_HPP

#include "base.hpp"
#include "error.hpp"
#include "stop.h"

#include <cerrno>

namespace leat {

/*
 * Ends the blocked calls of the threads it is attached to, which then throw std::errc::operation_canceled:
 *
 *     leat::stop stop;
 *     std::thread worker([&] {
 *         const auto attached = stop.attach();
 *         ...
 *     });
 *     stop.now();
 *     worker.join();
 */
class stop : public owner<leat_stop, leat_stop_free> {
public:
	stop() : owner(detail::checked(leat_stop_new())) {}
	explicit stop(leat_stop *taken) noexcept : owner(taken) {}

	/* A signal handler calls leat_stop_now(get()), as an exception must not leave it. */
	void now() const { detail::checked(leat_stop_now(get())); }

	bool is_thrown() const { return detail::checked(leat_stop_is_thrown(get())) == 1; }

	/* Lent, and readable once it was thrown. */
	int fd() const { return detail::checked(leat_stop_fd(get())); }

	/* For as long as this lives the stop is attached to the thread that called attach(); after it none is. */
	class attachment {
	public:
		attachment(const attachment &) = delete;
		attachment &operator=(const attachment &) = delete;
		~attachment()
		{
			const int before = errno;
			leat_stop_attach(nullptr);
			errno = before;
		}

	private:
		friend stop;
		explicit attachment(leat_stop *handle) { detail::checked(leat_stop_attach(handle)); }
	};
	[[nodiscard]] attachment attach() const
	{
		(void)is_thrown(); /* which refuses a stop that was moved from: NULL would attach none */
		return attachment(get());
	}
};

} // namespace leat

#endif /* LEAT_STOP_HPP */
