// A stop ends what another thread is blocked in, which throws; it is attached for as long as its attachment lives.
#include <thread>

#include "thrown.hpp"

int main()
{
	const int before = open_descriptors();
	{
		leat::stop stop;

		CHECK(stop && !stop.is_thrown());
		{
			const auto attached = stop.attach();
			CHECK_INT(leat_stop_attach(stop.get()), 1);
		}
		CHECK_INT(leat_stop_attach(nullptr), 0);

		std::thread([&] { stop.now(); }).join();
		CHECK(stop.is_thrown());

		leat::stop moved = std::move(stop);
		CHECK(moved.is_thrown() && !stop);
		CHECK_THROWS(stop.now(), leat::error, EFAULT, "stop_now");
		CHECK_THROWS(stop.attach(), leat::error, EFAULT, "stop_is_thrown");

		leat_stop *given = moved.release();
		const leat::stop taken(given);
		CHECK_INT(taken.fd(), leat_stop_fd(given));
	}
	CHECK_INT(open_descriptors(), before);
	return 0;
}
