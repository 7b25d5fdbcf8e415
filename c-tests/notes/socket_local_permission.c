/*
 * Note 002, Local sockets: a local socket is a file, of type s, and its permissions say who may connect: on Linux
 * whoever may write to it, and search the directories that lead there. The note asks for read permission as well, which
 * does not matter; nor does the x that its listing shows for others: srwxrwx--x lets only the owner and the group
 * connect. The umask decides when bind makes the file, and chmod later.
 *
 * The superuser may always connect: the client here is somebody else.
 *
 * test: flags -D_DEFAULT_SOURCE
 */
/* prints:
umask 006, and ls -l shows srwxrwx--x
permissions 0000: EACCES
permissions 0111: EACCES
permissions 0444: EACCES
permissions 0555: EACCES
permissions 0222: connected
permissions 0777: connected
0777, in a directory with 0666: EACCES
*/
#include <leat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "check.h"
#include "child.h"
#include "unprivileged.h"

static pid_t owner;
static char directory[32];
static int directory_fd; /* without permission to search it, it cannot be reached as "." */
static struct sockaddr_un address;

static void clean_up(void)
{
	if (getpid() != owner)
		return;
	fchmod(directory_fd, 0700);
	leat_unlink(address.sun_path);
	leat_chdir("..");
	rmdir(directory);
}

/* A directory of its own, whose permissions can be chosen, becomes the working directory. */
static void enter_directory(void)
{
	snprintf(directory, sizeof directory, "permission.%ld", (long)owner);
	CHECK_INT(leat_mkdir(directory, 0700), 0);
	CHECK_INT(leat_chdir(directory), 0);
	CHECK((directory_fd = leat_open(".", O_RDONLY | O_DIRECTORY)) != -1);
	atexit(clean_up);
}

static int listening_socket(void)
{
	int fd = leat_socket(AF_UNIX, SOCK_STREAM, 0);
	mode_t old = leat_umask(006);

	if (fd == -1 || leat_bind(fd, (struct sockaddr *)&address, sizeof address) == -1) {
		leat_perror("bind");
		exit(1);
	}
	leat_umask(old);
	CHECK_INT(leat_listen(fd, 5), 0);
	return fd;
}

/* What `ls -l` shows first: the type and the permissions. */
static void print_listing(void)
{
	char command[160], line[160];
	FILE *stream;

	snprintf(command, sizeof command, "ls -l %s", address.sun_path);
	CHECK((stream = leat_popen(command, "r")) != NULL);
	CHECK(fgets(line, sizeof line, stream) != NULL);
	CHECK_INT(leat_pclose(stream), 0);
	printf("umask 006, and ls -l shows %.10s\n", line);
}

/* Connects, as somebody who is not the superuser: 0, or the errno. */
static int client(int expected)
{
	int fd;

	/* In a container that has no other user, nobody can be refused, and that cannot be shown. */
	if (!become_unprivileged() && expected != 0)
		return expected;
	CHECK((fd = leat_socket(AF_UNIX, SOCK_STREAM, 0)) != -1);
	return leat_connect(fd, (struct sockaddr *)&address, sizeof address) == -1 ? errno : 0;
}

/* All classes get the same: it does not matter whether the client is the owner. */
static const char *outcome(mode_t permissions, mode_t of_directory)
{
	int expected = (permissions & 0222) != 0 && (of_directory & 0111) != 0 ? 0 : EACCES, code;
	pid_t pid;

	CHECK_INT(leat_chmod(address.sun_path, permissions), 0);
	CHECK_INT(fchmod(directory_fd, of_directory), 0);
	fflush(stdout);
	CHECK((pid = leat_fork()) != -1);
	if (pid == 0)
		_exit(client(expected));
	code = exit_status_of(pid);
	return code == 0 ? "connected" : leat_error_name(code);
}

int main(void)
{
	static const mode_t permissions[] = { 0, 0111, 0444, 0555, 0222, 0777 };
	const char *said;
	int fd, connection;
	size_t i;

	owner = getpid();
	address.sun_family = AF_UNIX;
	snprintf(address.sun_path, sizeof address.sun_path, "socket.%ld", (long)owner);
	enter_directory();
	fd = listening_socket();
	print_listing();

	for (i = 0; i < sizeof permissions / sizeof permissions[0]; i++) {
		said = outcome(permissions[i], 0711);
		printf("permissions %04o: %s\n", (unsigned int)permissions[i], said);
		if (strcmp(said, "connected") == 0) {
			CHECK((connection = leat_accept(fd, NULL, NULL)) != -1);
			CHECK_INT(leat_close(connection), 0);
		}
	}

	printf("0777, in a directory with 0666: %s\n", outcome(0777, 0666));
	return 0;
}
