/* Pipes the Linux way: pipe2, splice, tee, vmsplice, sendfile, memfd_create. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>

int main(void)
{
	char text[] = "straight through the kernel", room[64];
	int first[2], second[2], file, memory;
	struct iovec part;
	ssize_t n;
	void *map;

	if (pipe2(first, O_CLOEXEC | O_NONBLOCK) == -1 || pipe2(second, O_CLOEXEC) == -1) {
		perror("pipe2");
		return 1;
	}
	if (read(first[0], room, 1) == -1)
		perror("read of an empty pipe");
	part.iov_base = text;
	part.iov_len = strlen(text);
	printf("vmsplice %ld\n", (long)vmsplice(first[1], &part, 1, 0));
	printf("tee %ld\n", (long)tee(first[0], second[1], sizeof(room), 0));
	file = open("spliced", O_RDWR | O_CREAT | O_TRUNC, 0644);
	printf("splice %ld\n", (long)splice(first[0], NULL, file, NULL, sizeof(room), 0));
	n = read(second[0], room, sizeof(room));
	printf("read %.*s\n", (int)n, room);
	memory = memfd_create("copy", MFD_CLOEXEC);
	lseek(file, 0, SEEK_SET);
	printf("sendfile %ld\n", (long)sendfile(memory, file, NULL, 8));
	printf("copy_file_range %ld\n", (long)(copy_file_range(memory, &(off_t){ 0 }, memory, &(off_t){ 8 }, 4, 0)));
	map = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, memory, 0);
	map = mremap(map, 4096, 8192, MREMAP_MAYMOVE);
	printf("%.12s\n", (char *)map);
	if (mremap(map, 8192, 0, 0) == MAP_FAILED)
		perror("mremap to nothing");
	munmap(map, 8192);
	if (pipe2(first, 1) == -1)
		perror("pipe2 with flag 1");
	if (splice(file, NULL, file, NULL, 1, 0) == -1)
		perror("splice without a pipe");
	return dup3(file, file, 0) == -1 && errno == EINVAL ? 0 : 1;
}
