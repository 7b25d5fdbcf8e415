/*
 * Memory files and shared memory objects: sizes that cannot be set, seals, and no room.
 * test: flags -D_GNU_SOURCE
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "explained.h"
#include "own_shm.h"

static void sizes(void)
{
	char name[40];
	int fd, reader;

	snprintf(name, sizeof name, "/files-%ld", (long)getpid());
	CHECK((fd = leat_shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600)) != -1);
	CHECK((reader = leat_shm_open(name, O_RDONLY, 0)) != -1);
	CHECK_EXPLAINED(leat_ftruncate(reader, 4096), -1, EINVAL, "ftruncate",
	                text("fd %d is the file \"/dev/shm%s\", opened read-only", reader, name), "O_RDWR");
	CHECK_INT(leat_close(reader), 0);
	CHECK_INT(leat_shm_unlink(name), 0);
	CHECK_INT(leat_close(fd), 0);
}

static void names(void)
{
	char longest[256];

	memset(longest, 'm', sizeof longest);
	longest[sizeof longest - 1] = '\0';
	CHECK_EXPLAINED(leat_memfd_create(longest, 0), -1, EINVAL, "memfd_create", "the name is longer than 249 bytes");
	CHECK_EXPLAINED(leat_memfd_create("flags", 0x1000), -1, EINVAL, "memfd_create",
	                "bits that this kernel does not know: 0x1000");
}

static void seals(void)
{
	int fd = leat_memfd_create("letter", MFD_ALLOW_SEALING), plain = leat_memfd_create("plain", 0);
	const char *is = text("fd %d is the memory file \"letter\", which is sealed "
	                      "(F_SEAL_SHRINK|F_SEAL_GROW|F_SEAL_WRITE)", fd);
	int fds[2];
	void *map;

	CHECK(fd != -1 && plain != -1);
	CHECK_INT(leat_ftruncate(fd, 4096), 0);
	CHECK((map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)) != MAP_FAILED);
	CHECK_EXPLAINED(leat_fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE), -1, EBUSY, "fcntl",
	                text("fd %d is the memory file \"letter\"", fd), "while it is mapped shared to be written",
	                "munmap");
	CHECK_INT(munmap(map, 4096), 0);
	CHECK_INT(leat_fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE), 0);
	CHECK_EXPLAINED(leat_ftruncate(fd, 8192), -1, EPERM, "ftruncate", is, "longer than its 4096 bytes");
	CHECK_EXPLAINED(leat_ftruncate(fd, 0), -1, EPERM, "ftruncate", is, "shorter than its 4096 bytes");
	CHECK_EXPLAINED(leat_write(fd, "a", 1), -1, EPERM, "write", is, "it can no longer be written");
	CHECK_EXPLAINED(leat_mmap(NULL, 4096, PROT_WRITE, MAP_SHARED, fd, 0), MAP_FAILED, EPERM, "mmap", is);

	CHECK_EXPLAINED(leat_fcntl(plain, F_ADD_SEALS, F_SEAL_GROW), -1, EPERM, "fcntl",
	                text("fd %d is the memory file \"plain\", which takes no seals", plain), "MFD_ALLOW_SEALING");
	CHECK_EXPLAINED(leat_fcntl(fd, F_ADD_SEALS, 0x1000), -1, EINVAL, "fcntl",
	                "bits that this kernel does not know: 0x1000");
	CHECK_INT(pipe(fds), 0);
	CHECK_EXPLAINED(leat_fcntl(fds[1], F_ADD_SEALS, F_SEAL_GROW), -1, EINVAL, "fcntl",
	                text("fd %d is the write end of pipe ", fds[1]),
	                "only memory files (memfd_create) can have seals");
	CHECK_EXPLAINED(leat_fcntl(fds[1], F_GET_SEALS), -1, EINVAL, "fcntl", "only memory files (memfd_create) can have seals");
	close(fds[0]);
	close(fds[1]);
	close(plain);
	close(fd);
}

static void no_room(void)
{
	char name[40];
	int fd;

	snprintf(name, sizeof name, "/room-%ld", (long)getpid());
	CHECK_INT(mount("leat", "/dev/shm", "tmpfs", MS_REMOUNT, "size=64k"), 0);
	CHECK((fd = leat_shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600)) != -1);
	errno = leat_posix_fallocate(fd, 0, 1 << 20);
	CHECK_INT(errno, ENOSPC);
	CHECK_SAID("posix_fallocate", "/dev/shm has 64 KiB of 64 KiB free now", "docker run --shm-size");
	CHECK_INT(leat_shm_unlink(name), 0);
	CHECK_INT(leat_close(fd), 0);
}

/* Nothing may be run from there. */
static void no_programs(void)
{
	char name[40];
	void *map;
	int fd;

	snprintf(name, sizeof name, "/noexec-%ld", (long)getpid());
	CHECK_INT(mount("leat", "/dev/shm", "tmpfs", MS_REMOUNT | MS_NOEXEC, NULL), 0);
	CHECK((fd = leat_shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600)) != -1);
	CHECK_INT(leat_ftruncate(fd, 4096), 0);
	CHECK_EXPLAINED(leat_mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_SHARED, fd, 0), MAP_FAILED, EPERM, "mmap",
	                text("fd %d is the file \"/dev/shm%s\"", fd, name), "from which nothing may be run (noexec)");
	CHECK((map = leat_mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0)) != MAP_FAILED);
	CHECK_EXPLAINED(leat_mprotect(map, 4096, PROT_READ | PROT_EXEC), -1, EACCES, "mprotect",
	                text("is the file \"/dev/shm%s\", from whose file system nothing may be run (noexec)", name));
	CHECK_INT(leat_munmap(map, 4096), 0);
	CHECK_INT(leat_shm_unlink(name), 0);
	CHECK_INT(leat_close(fd), 0);
}

int main(void)
{
	sizes();
	names();
	seals();
	if (shm_is_own()) {
		no_room();
		no_programs();
	}
	return 0;
}
