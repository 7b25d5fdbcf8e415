/* Making the points that are files, descriptors, streams, processes and objects. */
#include "fixtures.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <netdb.h>
#include <semaphore.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

struct leftovers *leftovers;
pid_t worker;

/* Files. All names are relative: the child is in an empty directory of its own. */

static void make_file(const char *name, mode_t mode, const char *content)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, mode);
	MUST(fd != -1);
	MUST(write(fd, content, strlen(content)) == (ssize_t)strlen(content));
	close(fd);
}

static void make_named(const char *path)
{
	if (strncmp(path, "file", 4) == 0)
		make_file("file", 0600, "leat\n");
	else if (strncmp(path, "dir", 3) == 0)
		MUST(mkdir("dir", 0700) == 0 || errno == EEXIST);
	else if (strncmp(path, "locked", 6) == 0)
		MUST(mkdir("locked", 0) == 0 || errno == EEXIST);
	else if (strcmp(path, "fifo") == 0)
		MUST(mkfifo("fifo", 0600) == 0 || errno == EEXIST);
	else if (strncmp(path, "loop", 4) == 0)
		MUST(symlink("loop", "loop") == 0 || errno == EEXIST);
	else if (strcmp(path, "script") == 0)
		make_file("script", 0700, "#!/bin/sh\nexit 7\n");
	else if (strcmp(path, "noexec") == 0)
		make_file("noexec", 0700, "\177leat\n");
}

word make_path(const struct point *point)
{
	make_named(point->data);
	return make_text(point);
}

/* Descriptors. */

static int open_file(int flags)
{
	make_named("file");
	int fd = open("file", flags);
	MUST(fd != -1);
	return fd;
}

static int open_pipe(int end, const char *content)
{
	int fds[2];
	MUST(pipe(fds) == 0);
	MUST(write(fds[1], content, strlen(content)) == (ssize_t)strlen(content));
	return fds[end];
}

static int open_pair(int type)
{
	int fds[2];
	MUST(socketpair(AF_UNIX, type, 0, fds) == 0);
	MUST(write(fds[1], "leat", 4) == 4);
	return fds[0];
}

static int open_socket(int domain, int type)
{
	int fd = socket(domain, type, 0);
	MUST(fd != -1);
	return fd;
}

static int open_listening(struct sockaddr_un *address)
{
	static int count;
	int fd = open_socket(AF_UNIX, SOCK_STREAM);
	*address = (struct sockaddr_un){.sun_family = AF_UNIX};
	snprintf(address->sun_path, sizeof address->sun_path, "listening-%d", count++);
	MUST(bind(fd, (struct sockaddr *)address, sizeof *address) == 0);
	MUST(listen(fd, 1) == 0);
	return fd;
}

/* A listening socket with somebody waiting to be accepted. */
static int open_called(void)
{
	struct sockaddr_un address;
	int fd = open_listening(&address), caller = open_socket(AF_UNIX, SOCK_STREAM);
	MUST(connect(caller, (struct sockaddr *)&address, sizeof address) == 0);
	return fd;
}

/* A queue with room for two messages of 16 bytes, with one in it. */
static mqd_t open_queue(const char *name, int flags)
{
	struct mq_attr attributes = {.mq_maxmsg = 2, .mq_msgsize = 16};
	mqd_t queue = mq_open(name, flags | O_CREAT, 0600, &attributes);
	MUST(queue != (mqd_t)-1);
	if ((flags & O_ACCMODE) == O_RDWR)
		MUST(mq_send(queue, "leat", 4, 3) == 0);
	return queue;
}

static int open_unnamed_queue(int flags)
{
	char name[64];
	snprintf(name, sizeof name, "/leat-queue-%d", (int)worker);
	mqd_t queue = open_queue(name, flags);
	mq_unlink(name);
	return (int)queue;
}

static int open_epoll(void)
{
	int epoll = epoll_create1(0), fd = open_pipe(0, "leat");
	struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
	MUST(epoll != -1);
	MUST(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0);
	return epoll;
}

/* The two ends of a pseudoterminal, which is no process's controlling terminal. */
static int open_master(void)
{
	int fd = posix_openpt(O_RDWR | O_NOCTTY);
	MUST(fd != -1);
	return fd;
}

static int open_terminal(void)
{
	int master = open_master();
	MUST(grantpt(master) == 0 && unlockpt(master) == 0);
	return open(ptsname(master), O_RDWR | O_NOCTTY);
}

word make_fd(const struct point *point)
{
	struct sockaddr_un address;
	sigset_t none;
	int fd = -1;

	switch ((enum fd_kind)point->x) {
	case FD_FILE: fd = open_file(O_RDWR); break;
	case FD_READ_ONLY: fd = open_file(O_RDONLY); break;
	case FD_WRITE_ONLY: fd = open_file(O_WRONLY); break;
	case FD_PIPE_READ: fd = open_pipe(0, "leat"); break;
	case FD_PIPE_EMPTY: fd = open_pipe(0, ""); break;
	case FD_PIPE_WRITE: fd = open_pipe(1, ""); break;
	case FD_DIRECTORY: make_named("dir"); fd = open("dir", O_RDONLY | O_DIRECTORY); break;
	case FD_EPOLL: fd = open_epoll(); break;
	case FD_EVENTFD: fd = eventfd(0, 0); break;
	case FD_TIMER: fd = timerfd_create(CLOCK_MONOTONIC, 0); break;
	case FD_SIGNALFD: sigemptyset(&none); fd = signalfd(-1, &none, 0); break;
	case FD_PAIR: fd = open_pair(SOCK_STREAM); break;
	case FD_DATAGRAM_PAIR: fd = open_pair(SOCK_DGRAM); break;
	case FD_UNIX: fd = open_socket(AF_UNIX, SOCK_STREAM); break;
	case FD_UNIX_DATAGRAM: fd = open_socket(AF_UNIX, SOCK_DGRAM); break;
	case FD_LISTENING: fd = open_listening(&address); break;
	case FD_CALLED: fd = open_called(); break;
	case FD_TCP: fd = open_socket(AF_INET, SOCK_STREAM); break;
	case FD_UDP: fd = open_socket(AF_INET, SOCK_DGRAM); break;
	case FD_QUEUE: fd = open_unnamed_queue(O_RDWR); break;
	case FD_QUEUE_EMPTY: fd = open_unnamed_queue(O_RDONLY); break;
	case FD_TERMINAL: fd = open_terminal(); break;
	case FD_MASTER: fd = open_master(); break;
	case FD_MEMORY: fd = memfd_create("leat", MFD_ALLOW_SEALING); break;
	}
	MUST(fd != -1);
	return (word)fd;
}

/* Streams. */

word make_stream(const struct point *point)
{
	FILE *stream = NULL;
	switch (point->x) {
	case 0: make_named("file"); stream = fopen("file", "r+"); break;
	case 1: stream = popen("exit 3", "r"); break;
	case 2: stream = popen("exit 3", "w"); break;
	}
	MUST(stream != NULL);
	return (word)stream;
}

word make_actions(const struct point *point)
{
	posix_spawn_file_actions_t actions;
	MUST(posix_spawn_file_actions_init(&actions) == 0);
	switch (point->x) {
	case 1: posix_spawn_file_actions_addopen(&actions, 5, "missing", O_RDONLY, 0); break;
	case 2: posix_spawn_file_actions_adddup2(&actions, CLOSED_FD, 5); break;
	case 3: posix_spawn_file_actions_addopen(&actions, 5, "file/x", O_RDONLY, 0); make_named("file"); break;
	case 4: posix_spawn_file_actions_addopen(&actions, 5, "noexec", O_WRONLY, 0); make_named("noexec"); break;
	}
	return (word)place(&actions, sizeof actions);
}

word make_attributes(const struct point *point)
{
	posix_spawnattr_t attributes;
	MUST(posix_spawnattr_init(&attributes) == 0);
	MUST(posix_spawnattr_setpgroup(&attributes, NOBODY) == 0);
	MUST(posix_spawnattr_setflags(&attributes, (short)point->x) == 0);
	return (word)place(&attributes, sizeof attributes);
}

/* Processes. */

word make_pid(const struct point *point)
{
	if (point->x == 0)
		return (word)getpid();
	if (point->x == 1)
		return (word)-getpid();
	pid_t pid = fork();
	MUST(pid != -1);
	if (pid == 0)
		_exit(3);
	siginfo_t info;
	/* Either a zombie that can be waited for, or just reaped: nobody's. */
	MUST(waitid(P_PID, (id_t)pid, &info, WEXITED | (point->x == 2 ? WNOWAIT : 0)) == 0);
	return (word)pid;
}

/* A place for the status of a child that has ended. */
word make_status(const struct point *point)
{
	make_pid(&(const struct point){.x = 2});
	return point->x <= 1 ? (word)point->x : (word)place(NULL, (size_t)point->x);
}

word make_sigset(const struct point *point)
{
	sigset_t set;
	/* libc's functions set only the part of it that the kernel uses. */
	memset(&set, point->x == -1 ? -1 : 0, sizeof set);
	if (point->x > 0) {
		/* Pending, so that who waits for it need not wait. */
		sigaddset(&set, (int)point->x);
		sigprocmask(SIG_BLOCK, &set, NULL);
		raise((int)point->x);
	}
	return (word)place(&set, sizeof set);
}

/* System V objects. */

static int make_ipc(enum ipc_family family, key_t key)
{
	int id = -1;
	switch (family) {
	case IPC_MSG: id = msgget(key, IPC_CREAT | 0600); break;
	case IPC_SEM: id = semget(key, 2, IPC_CREAT | 0600); break;
	case IPC_SHM: id = shmget(key, 4096, IPC_CREAT | 0600); break;
	}
	MUST(id != -1);
	leftovers->ids[family][0] = id;
	return id;
}

static void remove_ipc(enum ipc_family family, int id)
{
	switch (family) {
	case IPC_MSG: msgctl(id, IPC_RMID, NULL); break;
	case IPC_SEM: semctl(id, 0, IPC_RMID); break;
	case IPC_SHM: shmctl(id, IPC_RMID, NULL); break;
	}
}

word make_key(const struct point *point)
{
	if (point->data == NULL)
		return (word)(KEY_BASE + worker);
	make_ipc((enum ipc_family)point->x, KEY_BASE + worker);
	return (word)(KEY_BASE + worker);
}

word make_id(const struct point *point)
{
	int id = make_ipc((enum ipc_family)point->x, IPC_PRIVATE);
	struct {
		long type;
		char text[4];
	} message = {1, "leat"};
	if (point->x == IPC_MSG)
		MUST(msgsnd(id, &message, 4, 0) == 0);
	if (point->data != NULL)
		remove_ipc((enum ipc_family)point->x, id);
	return (word)id;
}

word make_attached(const struct point *point)
{
	char *address = shmat(make_ipc(IPC_SHM, IPC_PRIVATE), NULL, 0);
	MUST(address != (char *)-1);
	return (word)(address + point->x);
}


/* Objects with names, of which each has the worker's process id in it: `%` in the data. */
static void make_name(const struct point *point)
{
	const char *mark = strchr(point->data, '%');
	char *name = leftovers->name;
	size_t size = sizeof leftovers->name;
	if (mark == NULL)
		snprintf(name, size, "%s", (const char *)point->data);
	else
		snprintf(name, size, "%.*s%d%s", (int)(mark - (const char *)point->data), (const char *)point->data,
			 (int)worker, mark + 1);
}

word make_mq_name(const struct point *point)
{
	make_name(point);
	if (point->x != 0)
		open_queue(leftovers->name, O_RDONLY);
	return (word)place(leftovers->name, strlen(leftovers->name) + 1);
}

word make_sem_name(const struct point *point)
{
	make_name(point);
	if (point->x != 0)
		MUST(sem_open(leftovers->name, O_CREAT, 0600, 1) != SEM_FAILED);
	return (word)place(leftovers->name, strlen(leftovers->name) + 1);
}

word make_shm_name(const struct point *point)
{
	make_name(point);
	if (point->x != 0)
		MUST(shm_open(leftovers->name, O_CREAT | O_RDWR, 0600) != -1);
	return (word)place(leftovers->name, strlen(leftovers->name) + 1);
}

word make_semaphore(const struct point *point)
{
	sem_t semaphore;
	MUST(sem_init(&semaphore, 0, (unsigned)point->x) == 0);
	return (word)place(&semaphore, sizeof semaphore);
}

word make_named_semaphore(const struct point *point)
{
	make_name(point);
	sem_t *semaphore = sem_open(leftovers->name, O_CREAT, 0600, 1);
	MUST(semaphore != SEM_FAILED);
	return (word)semaphore;
}

/* Two pages of memory, far below anything else. */
word make_mapped(const struct point *point)
{
	/*
	 * Far from everything else: a call told of more than the map goes on to what lies above it, and where that was
	 * a library, whose code and data it made inaccessible, only chance said which side crashed.
	 */
	static unsigned long made;
	void *far = (void *)((16ul << 40) + (made++ << 36));
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *address = mmap(far, 64 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	MUST(address != MAP_FAILED);
	MUST(mprotect(address, 2 * page, PROT_READ | PROT_WRITE) == 0);
	return (word)(address + point->x);
}

word make_list(const struct point *point)
{
	struct addrinfo hints = {.ai_flags = AI_NUMERICHOST}, *list = NULL;
	(void)point;
	MUST(getaddrinfo("127.0.0.1", NULL, &hints, &list) == 0);
	return (word)list;
}

void leftovers_reset(void)
{
	memset(leftovers->ids, -1, sizeof leftovers->ids);
	leftovers->name[0] = '\0';
}

void leftovers_remove(void)
{
	for (int family = 0; family < 3; family++) {
		for (int i = 0; i < 2; i++) {
			if (leftovers->ids[family][i] != -1)
				remove_ipc((enum ipc_family)family, leftovers->ids[family][i]);
		}
	}
	if (leftovers->name[0] != '\0') {
		mq_unlink(leftovers->name);
		sem_unlink(leftovers->name);
		shm_unlink(leftovers->name);
	}
}
