/*
 * What a failing call has not read is not read by leat either: arguments of which an error proves less than it seems to.
 *
 * test: flags -D_GNU_SOURCE
 * test: no valgrind
 * test: no sanitizer
 */
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <unistd.h>

#include "check.h"

/* No memory is there. */
#define WILD 0x10

static char *page;

/* The last bytes of a page behind which nothing may be read. */
static void *end(size_t size)
{
	return page + 4096 - size;
}

int main(void)
{
	struct addrinfo *list;
	struct sockaddr_in *address;
	struct sembuf *operation;
	char port[1];
	FILE *memory;
	char *text;
	size_t size;
	int *flags, id;

	page = (char *)mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK((void *)page != MAP_FAILED);
	CHECK_INT(mprotect(page + 4096, 4096, PROT_NONE), 0);

	/* Of the number of operations the kernel takes 32 bits: here that is one. */
	id = semget(IPC_PRIVATE, 1, 0600);
	CHECK(id != -1);
	operation = (struct sembuf *)end(sizeof *operation);
	operation->sem_num = 0;
	operation->sem_op = -1;
	operation->sem_flg = IPC_NOWAIT;
	CHECK_INT(leat_semop(id, operation, ((size_t)1 << 16 << 16) + 1), -1);
	CHECK_INT(semctl(id, 0, IPC_RMID), 0);
	CHECK_INT(errno, EAGAIN);

	/* Nothing is asked for: that is seen before the address is looked at. */
	CHECK_INT(leat_getnameinfo((struct sockaddr *)WILD, sizeof *address, NULL, 0, NULL, 0, NI_NAMEREQD), EAI_NONAME);
	/* Of an address only what is needed is read. */
	address = (struct sockaddr_in *)end(8);
	address->sin_family = AF_INET;
	address->sin_port = 0x1234;
	CHECK_INT(leat_getnameinfo((struct sockaddr *)address, sizeof *address, NULL, 0, port, sizeof port, NI_NUMERICSERV),
	          EAI_OVERFLOW);

	/* The flags come first. */
	flags = (int *)end(sizeof *flags);
	*flags = 0x40000000;
	CHECK_INT(leat_getaddrinfo("localhost", NULL, (struct addrinfo *)flags, &list), EAI_BADFLAGS);

	/* That such a stream cannot be opened anew is not told in errno, and neither string is looked at. */
	memory = open_memstream(&text, &size);
	CHECK(memory != NULL);
	leat_error_clear();
	errno = ENOENT;
	CHECK(leat_freopen((char *)WILD, "r", memory) == NULL);
	CHECK_INT(errno, ENOENT);
	CHECK_TEXT(leat_error_text(), "");
	CHECK_INT(fclose(memory), 0);
	free(text);
	return 0;
}
