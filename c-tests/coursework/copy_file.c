/* A file copied by hand, one with a hole of 3 GiB, and stdio beside descriptors. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static void copy(const char *from, const char *to)
{
	char buffer[16];
	int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_EXCL, 0640);
	ssize_t n;

	if (in == -1 || out == -1) {
		perror(in == -1 ? from : to);
		return;
	}
	while ((n = read(in, buffer, sizeof(buffer))) > 0)
		if (write(out, buffer, (size_t)n) != n)
			perror(to);
	fsync(out);
	close(in);
	close(out);
}

int main(void)
{
	const off_t far_away = (off_t)3 << 30;
	struct iovec parts[2];
	struct stat status;
	char first[8], second[8];
	FILE *file;
	int fd, i;

	umask(022);
	file = fopen("original", "w");
	if (file == NULL) {
		perror("original");
		return 1;
	}
	for (i = 0; i < 20; i++)
		fprintf(file, "line %d\n", i);
	fclose(file);
	copy("original", "copy");
	copy("original", "copy");
	copy("nothing", "copy2");
	lstat("copy", &status);
	printf("%ld bytes, mode %o\n", (long)status.st_size, (unsigned)status.st_mode & 0777);

	fd = open("sparse", O_RDWR | O_CREAT | O_TRUNC, 0600);
	if (ftruncate(fd, far_away) == -1)
		perror("ftruncate");
	printf("the end is far away: %d\n", lseek(fd, 0, SEEK_END) == far_away);
	if (pwrite(fd, "end", 3, far_away) != 3)
		perror("pwrite");
	fstat(fd, &status);
	printf("and farther: %d\n", status.st_size == far_away + 3);
	if (lseek(fd, -1, SEEK_SET) == -1)
		perror("lseek to -1");
	close(fd);
	unlink("sparse");

	fd = open("copy", O_RDONLY);
	parts[0].iov_base = first;
	parts[0].iov_len = 7;
	parts[1].iov_base = second;
	parts[1].iov_len = 7;
	printf("readv %ld\n", (long)readv(fd, parts, 2));
	printf("%.6s, %.6s\n", first, second);
	file = fdopen(fd, "r");
	printf("the next character is %c\n", fgetc(file));
	file = freopen("original", "a", file);
	fprintf(file, "the last line\n");
	fclose(file);
	return unlink("copy2");
}
