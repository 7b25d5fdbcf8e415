/*
 * System V segments: sizes that do not fit, and addresses at which nothing can be, or is, attached.
 *
 * test: flags -D_GNU_SOURCE
 * test: no sanitizer
 */
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <unistd.h>

#include "child.h"
#include "explained.h"
#include "unprivileged.h"

static int segment;
static long page;

static void sizes(void)
{
	key_t key = (key_t)getpid();
	int id;

	CHECK_EXPLAINED(leat_shmget(IPC_PRIVATE, 0, 0600), -1, EINVAL, "shmget", "the size is 0, and there is no segment");
	CHECK_EXPLAINED(leat_shmget(IPC_PRIVATE, (size_t)-1, 0600), -1, EINVAL, "shmget", "the size is -1, which was negative");
	CHECK((id = leat_shmget(key, 4096, IPC_CREAT | 0600)) >= 0);
	CHECK_EXPLAINED(leat_shmget(key, 8192, IPC_CREAT | 0600), -1, EINVAL, "shmget",
	                text("segment %d has the key %#x already, and it has 4096 bytes, but the call asks for 8192", id, key),
	                "it is attached 0 times now",
	                text("Do: if the structure has grown since: remove the old segment (ipcrm -m %d)", id));
	CHECK_INT(leat_shmctl(id, IPC_RMID, NULL), 0);
}

static void attaching(void)
{
	char *memory = (char *)leat_shmat(segment, NULL, 0), *other;

	CHECK(memory != (char *)-1);
	CHECK_EXPLAINED(leat_shmat(segment, memory + 1, 0), (void *)-1, EINVAL, "shmat",
	                text("the address %p is not a multiple of %ld, the size of a page.", (void *)(memory + 1), page),
	                "Do: pass NULL");
	CHECK_EXPLAINED(leat_shmat(segment, memory, 0), (void *)-1, EINVAL, "shmat",
	                text("would lie from %p to %p, where there is segment %d now", (void *)memory, (void *)(memory + 2 * page), segment));
	CHECK_EXPLAINED(leat_shmat(segment, NULL, SHM_REMAP), (void *)-1, EINVAL, "shmat", "SHM_REMAP replaces what is mapped");

	CHECK_EXPLAINED(leat_shmdt(memory + page), -1, EINVAL, "shmdt",
	                text("%p is inside segment %d, which is attached at %p.", (void *)(memory + page), segment, (void *)memory));
	CHECK_EXPLAINED(leat_shmdt(NULL), -1, EINVAL, "shmdt", "the address is NULL");
	CHECK_EXPLAINED(leat_shmdt((void *)-1), -1, EINVAL, "shmdt", "which is what shmat returns when it fails");
	other = (char *)mmap(NULL, (size_t)page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(other != (char *)MAP_FAILED);
	CHECK_EXPLAINED(leat_shmdt(other), -1, EINVAL, "shmdt", "there is no segment, but other memory of this process.");
	CHECK_INT(munmap(other, (size_t)page), 0);
	CHECK_INT(leat_shmdt(memory), 0);
	CHECK_EXPLAINED(leat_shmdt(memory), -1, EINVAL, "shmdt", text("nothing is mapped at %p now", (void *)memory),
	                "Do: detach a segment once");
}

/* SHM_LOCK, where the limit is lower than the segment, and where it is 0. */
static int locking(void)
{
	struct rlimit limit = {(rlim_t)page, (rlim_t)page};
	int id;

	if (setrlimit(RLIMIT_MEMLOCK, &limit) == -1 || !become_unprivileged())
		return 0;
	CHECK((id = leat_shmget(IPC_PRIVATE, 100 * (size_t)page, 0600)) >= 0);
	CHECK_EXPLAINED(leat_shmctl(id, SHM_LOCK, NULL), -1, ENOMEM, "shmctl",
	                text("segment %d has %ld bytes", id, 100 * page), text("above RLIMIT_MEMLOCK, %ld bytes", page));
	limit.rlim_cur = 0;
	CHECK_INT(setrlimit(RLIMIT_MEMLOCK, &limit), 0);
	CHECK_EXPLAINED(leat_shmctl(id, SHM_LOCK, NULL), -1, EPERM, "shmctl", "RLIMIT_MEMLOCK is 0");
	CHECK_INT(leat_shmctl(id, IPC_RMID, NULL), 0);
	return 0;
}

/* Huge pages, which root is out of where none are reserved, and others may not have. */
static int huge_pages(void)
{
	struct rlimit none = {0, 0};
	size_t size = (size_t)1 << 30;
	int id = leat_shmget(IPC_PRIVATE, size, SHM_HUGETLB | 0600);

	if (id >= 0)
		CHECK_INT(leat_shmctl(id, IPC_RMID, NULL), 0);
	else if (errno == ENOMEM)
		CHECK_SAID("shmget(IPC_PRIVATE, 1073741824, SHM_HUGETLB|0600)", "SHM_HUGETLB takes huge pages, of which this system has",
		           "(/proc/meminfo)");
	if (geteuid() != 0 || setrlimit(RLIMIT_MEMLOCK, &none) == -1 || !become_unprivileged())
		return 0;
	if (leat_shmget(IPC_PRIVATE, size, SHM_HUGETLB | 0600) == -1 && errno == EPERM)
		CHECK_SAID("SHM_HUGETLB takes the capability CAP_IPC_LOCK, as root has it, or the group ",
		           "(vm.hugetlb_shm_group), and you are ");
	return 0;
}

/* More address space than the process may have. */
static int no_room(void)
{
	struct rlimit limit;
	int id;

	CHECK((id = leat_shmget(IPC_PRIVATE, 900 << 20, 0600)) >= 0);
	limit.rlim_cur = limit.rlim_max = 800 << 20;
	if (setrlimit(RLIMIT_AS, &limit) == 0)
		CHECK_EXPLAINED(leat_shmat(id, NULL, 0), (void *)-1, ENOMEM, "shmat", "900 MiB more would be too much",
		                "RLIMIT_AS allows 800 MiB", "ulimit -v");
	CHECK_INT(leat_shmctl(id, IPC_RMID, NULL), 0);
	return 0;
}

int main(void)
{
	page = sysconf(_SC_PAGESIZE);
	sizes();
	CHECK((segment = leat_shmget(IPC_PRIVATE, 2 * (size_t)page, 0600)) >= 0);
	attaching();
	CHECK_INT(leat_shmctl(segment, IPC_RMID, NULL), 0);
	CHECK_INT(in_child(locking), 0);
	CHECK_INT(in_child(huge_pages), 0);
	CHECK_INT(in_child(no_room), 0);
	return 0;
}
