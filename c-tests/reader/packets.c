/* Of packets and datagrams nothing is lost, however much of an item is there already, if they are no larger than said. */
#include <sys/socket.h>
#include <unistd.h>

#include "check.h"

enum { CAPACITY = 16384, SIZE = 20000, DATAGRAM = CAPACITY / 4 };

static char data[SIZE];

static leat_reader *reader_of(int fd)
{
	struct leat_reader_options options = LEAT_READER_OPTIONS_INIT;
	leat_reader *reader;

	options.capacity = CAPACITY;
	CHECK((reader = leat_reader_new(fd, &options)) != NULL);
	return reader;
}

static void a_frame_in_packets(void)
{
	leat_reader *reader;
	const void *got;
	size_t size;
	int ends[2];

	CHECK_INT(leat_pipe_open(LEAT_PIPE_PACKET, ends), 0);
	reader = reader_of(ends[0]);
	CHECK_INT(leat_io_frame_write(ends[1], data, SIZE, 0), 0);
	CHECK_INT(leat_reader_frame(reader, 0, &got, &size), 1);
	CHECK_INT(size, SIZE);
	CHECK(memcmp(got, data, SIZE) == 0);
	leat_reader_free(reader);
	close(ends[0]);
	close(ends[1]);
}

static void a_piece_in_datagrams(void)
{
	leat_reader *reader;
	const char *got;
	size_t size;
	int sockets[2], sent;

	CHECK_INT(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, sockets), 0);
	reader = reader_of(sockets[0]);
	for (sent = 0; sent < SIZE; sent += size) {
		size = SIZE - sent < DATAGRAM ? SIZE - sent : DATAGRAM;
		CHECK_INT(leat_io_write_all(sockets[1], data + sent, size, 0, NULL), 0);
	}
	CHECK_INT(leat_reader_until(reader, data[SIZE - 1], 0, &got, &size), 1);
	CHECK_INT(size, SIZE - 1);
	CHECK(memcmp(got, data, size) == 0);
	leat_reader_free(reader);
	close(sockets[0]);
	close(sockets[1]);
}

int main(void)
{
	int i;

	for (i = 0; i < SIZE - 1; i++)
		data[i] = (char)(i % 101);
	data[SIZE - 1] = 127;
	a_frame_in_packets();
	a_piece_in_datagrams();
	return 0;
}
