/*
 * Shared memory objects and named semaphores: names, what exists and what does not, whose it is, and a full /dev/shm.
 * test: flags -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
 */
#include <fcntl.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"
#include "own_shm.h"
#include "unprivileged.h"

static char name[48];

static void name_it(const char *beginning)
{
	snprintf(name, sizeof name, "/%s-%ld", beginning, (long)getpid());
}

static void make_object(mode_t mode, off_t size)
{
	int fd = leat_shm_open(name, O_RDWR | O_CREAT | O_EXCL, mode);

	CHECK(fd != -1);
	CHECK_INT(leat_ftruncate(fd, size), 0);
	CHECK_INT(leat_close(fd), 0);
}

static void make_semaphore(mode_t mode)
{
	sem_t *semaphore = leat_sem_open(name, O_CREAT | O_EXCL, mode, 1);

	CHECK(semaphore != SEM_FAILED);
	CHECK_INT(leat_sem_close(semaphore), 0);
}

static void names(void)
{
	char longest[300], path[80];

	CHECK_EXPLAINED(leat_shm_open("/lab/buffer", O_RDWR | O_CREAT, 0600), -1, EINVAL, "shm_open",
	                "the name \"/lab/buffer\" has a slash inside: the name of a shared memory object has only one",
	                "Do: use a name such as \"/lab-buffer\".");
	CHECK_EXPLAINED(leat_sem_open("/lab/lock", O_CREAT, 0600, 1), SEM_FAILED, EINVAL, "sem_open",
	                "the name \"/lab/lock\" has a slash inside: the name of a semaphore");
	CHECK_EXPLAINED(leat_shm_open("/", O_RDWR | O_CREAT, 0600), -1, EINVAL, "shm_open",
	                "\"/\" has nothing but slashes");
	CHECK_EXPLAINED(leat_shm_open("/..", O_RDWR | O_CREAT, 0600), -1, EINVAL, "shm_open",
	                "it stands for a directory");
	/* These errors say even less. */
	CHECK_EXPLAINED(leat_shm_unlink("/lab/buffer"), -1, ENOENT, "shm_unlink", "has a slash inside");
	CHECK_EXPLAINED(leat_sem_unlink("/lab/lock"), -1, ENOENT, "sem_unlink", "has a slash inside");
	memset(longest, 'n', sizeof longest);
	longest[0] = '/';
	longest[sizeof longest - 1] = '\0';
	CHECK_EXPLAINED(leat_shm_open(longest, O_RDWR | O_CREAT, 0600), -1, EINVAL, "shm_open", "the name is too long",
	                "a shared memory object has 255 bytes at most");
	CHECK_EXPLAINED(leat_shm_unlink(longest), -1, ENOENT, "shm_unlink", "the name is too long", "255 bytes at most");
	longest[254] = '\0';
	CHECK_EXPLAINED(leat_sem_open(longest, O_CREAT, 0600, 1), SEM_FAILED, ENAMETOOLONG, "sem_open",
	                "the name is too long",
	                "a semaphore has 251 bytes at most");

	name_it("directory");
	snprintf(path, sizeof path, "/dev/shm%s", name);
	CHECK_INT(mkdir(path, 0700), 0);
	CHECK_EXPLAINED(leat_shm_open(name, O_RDWR | O_CREAT, 0600), -1, EINVAL, "shm_open",
	                text("\"%s\" is a directory", path));
	CHECK_INT(rmdir(path), 0);
	CHECK_INT(symlink("elsewhere", path), 0);
	CHECK_EXPLAINED(leat_shm_open(name, O_RDWR, 0600), -1, ELOOP, "shm_open",
	                text("\"%s\" is a symbolic link, which is not followed", path));
	CHECK_INT(unlink(path), 0);
}

static void missing(void)
{
	char wrong[48], longest[100];

	name_it("buffer");
	make_object(0600, 100);
	snprintf(wrong, sizeof wrong, "/bufer-%ld", (long)getpid());
	CHECK_EXPLAINED(leat_shm_open(wrong, O_RDWR, 0), -1, ENOENT, "shm_open",
	                text("there is no shared memory object \"%s\" now (its file would be \"/dev/shm%s\")",
	                wrong, wrong),
	                text("There is a shared memory object \"%s\": was that meant?", name),
	                "Do: start first the program");
	CHECK_EXPLAINED(leat_shm_open("/quite-another", O_RDWR, 0), -1, ENOENT, "shm_open",
	                "The shared memory objects that exist: \"/");
	CHECK_EXPLAINED(leat_sem_open(name, 0), SEM_FAILED, ENOENT, "sem_open",
	                text("there is no semaphore \"%s\" now (its file would be \"/dev/shm/sem.%s\")", name,
	                name + 1),
	                text("There is a shared memory object \"%s\", which is another kind", name));
	CHECK_EXPLAINED(leat_shm_unlink(wrong), -1, ENOENT, "shm_unlink",
	                "it was never made, or its name is removed already",
	                text("There is a shared memory object \"%s\"", name));
	memset(longest, 'n', sizeof longest);
	longest[0] = '/';
	longest[99] = '\0';
	CHECK_EXPLAINED(leat_shm_open(longest, O_RDWR, 0), -1, ENOENT, "shm_open",
	                "shared memory object \"/nnn");
	CHECK_INT(leat_shm_unlink(name), 0);
	CHECK_FAILS(leat_shm_open(name, O_RDWR, 0), -1, ENOENT, "shm_open");
	make_object(0600, 1);
	errno = ENOENT;
	CHECK_SAID("there was no shared memory object", "now there is one");
	CHECK_INT(leat_shm_unlink(name), 0);
}

static void taken(void)
{
	name_it("taken");
	make_object(0600, 12345);
	make_semaphore(0600);
	CHECK_EXPLAINED(leat_shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600), -1, EEXIST, "shm_open",
	                text("the shared memory object \"%s\" exists", name), "has 12345 bytes",
	                "Do: leave out O_EXCL", "shm_unlink");
	CHECK_INT(leat_shm_unlink(name), 0);
	errno = EEXIST;
	CHECK_SAID("existed when the call was made", "now it is gone");
	CHECK_EXPLAINED(leat_sem_open(name, O_CREAT | O_EXCL, 0600, 1), SEM_FAILED, EEXIST, "sem_open",
	                text("the semaphore \"%s\" exists", name), "and was made ", "sem_unlink");
	CHECK_INT(leat_sem_unlink(name), 0);
}

static int another_user(void)
{
	if (geteuid() != 0 || !become_unprivileged())
		return 0;
	CHECK_EXPLAINED(leat_shm_open(name, O_RDWR, 0), -1, EACCES, "shm_open",
	                text("the shared memory object \"%s\" is -rw-r--r-- root root", name),
	                "neither its owner nor in its group",
	                "may not read and write it");
	CHECK_EXPLAINED(leat_sem_open(name, 0), SEM_FAILED, EACCES, "sem_open",
	                text("the semaphore \"%s\" is -rw-r--r-- root root", name),
	                "only be opened by who may read and write it");
	CHECK_EXPLAINED(leat_shm_unlink(name), -1, EACCES, "shm_unlink",
	                "which is sticky, only its owner or root may remove it");
	CHECK_EXPLAINED(leat_sem_unlink(name), -1, EACCES, "sem_unlink", "only its owner or root may remove it");
	return 0;
}

static int shut_out(void)
{
	if (geteuid() != 0 || !become_unprivileged())
		return 0;
	CHECK_EXPLAINED(leat_shm_open("/leat-new", O_RDWR | O_CREAT, 0600), -1, EACCES, "shm_open",
	                "a new shared memory object is a file in /dev/shm, which is drwxr-xr-x root root",
	                "chmod 1777 /dev/shm");
	return 0;
}

static void no_room(void)
{
	CHECK_INT(mount("leat", "/dev/shm", "tmpfs", MS_REMOUNT, "size=4k"), 0);
	name_it("filling");
	{
		int fd = leat_shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);

		CHECK(fd != -1);
		CHECK_INT(leat_write(fd, name, 1), 1);
		CHECK_INT(leat_close(fd), 0);
	}
	CHECK_EXPLAINED(leat_sem_open("/leat-no-room", O_CREAT, 0600, 1), SEM_FAILED, ENOSPC, "sem_open",
	                "/dev/shm has 0 KiB of 4 KiB free now", "docker run --shm-size");
	CHECK_INT(leat_shm_unlink(name), 0);
}

static void not_for_all(void)
{
	struct stat shm;

	name_it("mine");
	umask(022);
	make_object(0644, 1);
	make_semaphore(0644);
	CHECK_INT(in_child(another_user), 0);
	CHECK_INT(leat_shm_unlink(name), 0);
	CHECK_INT(leat_sem_unlink(name), 0);
	CHECK_INT(stat("/dev/shm", &shm), 0);
	if (shm_is_own()) {
		CHECK_INT(chmod("/dev/shm", 0755), 0);
		CHECK_INT(in_child(shut_out), 0);
		CHECK_INT(chmod("/dev/shm", shm.st_mode & 07777), 0);
	}
}

int main(void)
{
	names();
	missing();
	taken();
	not_for_all();
	if (shm_is_own())
		no_room();
	return 0;
}
