/* What a packet or a datagram has more than there is room for is dropped as any other byte is, and counted. */
#include <sys/socket.h>
#include <unistd.h>

#include "check.h"

static void pumped(const int *ends)
{
	struct leat_io_flow flow = LEAT_IO_FLOW_INIT;
	char got[5] = "....";

	CHECK_INT(leat_io_write_all(ends[1], "abcdefgh", 8, 0, NULL), 0);
	CHECK_INT(leat_io_write_all(ends[1], "ij", 2, 0, NULL), 0);
	close(ends[1]);
	flow.from = LEAT_IO_FD;
	flow.from_fd = ends[0];
	flow.to = LEAT_IO_MEMORY;
	flow.buffer = got;
	flow.capacity = 4;
	CHECK_INT(leat_io_pump(&flow, 1, LEAT_FOREVER), 0);
	CHECK_TEXT(got, "abcd");
	CHECK_INT(flow.moved, 4);
	CHECK_INT(flow.dropped, 6);
	close(ends[0]);
}

int main(void)
{
	int ends[2];

	CHECK_INT(leat_pipe_open(LEAT_PIPE_PACKET, ends), 0);
	pumped(ends);
	CHECK_INT(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
	pumped(ends);
	return 0;
}
