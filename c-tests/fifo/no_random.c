/*
 * A client that gets no random number, by which to name its FIFO, says so, and leaves nothing.
 *
 * test: flags -D_GNU_SOURCE
 */
#include "refuse.h"
#include "serving.h"

int main(void)
{
	leat_fifo_server *server = leat_fifo_server_new(SERVER, NULL);
	int before = open_descriptors();

	CHECK(server != NULL);
	refuse(SYS_getrandom, EPERM);
	CHECK_FAILS(leat_fifo_client_open(SERVER, LONG), NULL, EPERM, "fifo_client_open");
	CHECK(strstr(leat_error_text(), "no random number (getrandom(2))") != NULL);
	CHECK_INT(open_descriptors(), before);
	CHECK_INT(files(SERVER), 1);
	leat_fifo_server_free(server);
	return 0;
}
