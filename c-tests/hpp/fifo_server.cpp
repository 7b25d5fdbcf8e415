// A server and its clients talk as in C; they end with their owners, and the client is told.
#include <string>
#include <thread>
#include <unistd.h>

#include "thrown.hpp"

using namespace std::chrono_literals;

/* Answers each client with what it has sent, until somebody has sent "end". */
static void serve(leat::fifo_server server)
{
	for (;;) {
		const auto event = server.next(60s);

		if (event.kind != LEAT_DATA)
			continue;
		if (event.sent() == "end")
			return;
		server.answer(event.client, std::string("you said ").append(event.sent()));
	}
}

int main()
{
	const int before = open_descriptors();
	{
		const std::string path = "echo";
		leat::fifo_server server(path, {4096, 10, 0, 0600});
		char answer[32];

		CHECK(server.fd() >= 0);
		CHECK_THROWS(server.next(0s), leat::error, EAGAIN, "fifo_server_next");
		CHECK_THROWS(leat::fifo_server(path), leat::error, EADDRINUSE, "fifo_server_new");
		std::thread thread(serve, std::move(server));

		CHECK(std::string_view(answer, leat::fifo::request(path, "hello", answer, 60s)) == "you said hello");
		{
			leat::fifo_client client(path, 60s);
			client.send("again");
			CHECK(client.receive(60s) == "you said again");
			client.send("end");
			CHECK(!client.receive(60s));
		}
		thread.join();
	}
	CHECK_INT(access("echo", F_OK), -1);
	CHECK_INT(open_descriptors(), before);
	return 0;
}
