/* A file turned to capitals in memory; the file is left behind. */
#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
	const char text[] = "memory is a file, and a file is memory\n";
	struct stat status;
	char *map;
	int fd;
	off_t i;

	fd = open("poem.txt", O_RDWR | O_CREAT | O_TRUNC, 0644);
	if (fd < 0) {
		perror("poem.txt");
		exit(1);
	}
	if (write(fd, text, sizeof(text) - 1) != sizeof(text) - 1)
		perror("write");
	if (fstat(fd, &status) < 0)
		perror("fstat");
	map = (char *)mmap(0, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (map == (char *)MAP_FAILED) {
		perror("mmap");
		exit(1);
	}
	for (i = 0; i < status.st_size; i++)
		map[i] = (char)toupper((unsigned char)map[i]);
	if (msync(map, (size_t)status.st_size, MS_SYNC) == -1)
		perror("msync");
	munmap(map, (size_t)status.st_size);
	close(fd);
	if (mmap(0, 4096, PROT_READ, MAP_SHARED, fd, 0) == MAP_FAILED)
		perror("mmap of a closed file");
	if (open("poem.txt", O_CREAT | O_EXCL | O_RDWR, 0600) == -1)
		perror("poem.txt");
	if (rename("poem.txt", "song.txt") == -1 || chmod("song.txt", 0640) == -1)
		perror("song.txt");
	printf("%ld bytes\n", (long)status.st_size);
	return access("poem.txt", F_OK) == 0;
}
