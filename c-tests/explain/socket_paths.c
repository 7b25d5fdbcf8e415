/*
 * bind and connect say which part of a unix socket's path is missing, or not for this user.
 * test: flags -D_DEFAULT_SOURCE
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"
#include "explain/network.h"
#include "explained.h"
#include "unprivileged.h"

static int bind_in_a_directory_of_root(void)
{
	struct sockaddr_un path = local("closed/socket");
	int fd = leat_socket(AF_UNIX, SOCK_STREAM, 0);

	if (geteuid() != 0)
		return 0; /* it is his directory */
	CHECK(become_unprivileged());
	CHECK_EXPLAINED(leat_bind(fd, ADDRESS(path)), -1, EACCES, "bind", "the directory \"closed\" is drwxr-xr-x root",
	                "nobody");
	return 0;
}

int main(void)
{
	struct sockaddr_un missing = local("missing/socket"), absent = local("absent"), file = local("file/socket");
	int fd = leat_socket(AF_UNIX, SOCK_STREAM, 0);

	CHECK_EXPLAINED(leat_bind(fd, ADDRESS(missing)), -1, ENOENT, "bind", "\"missing\" does not exist");
	CHECK_NOT_SAID("A server makes");
	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(absent)), -1, ENOENT, "connect", "has no \"absent\"",
	                "A server makes this file when it calls bind");
	CHECK_INT(close(leat_open("file", O_CREAT | O_WRONLY, 0600)), 0);
	CHECK_EXPLAINED(leat_connect(fd, ADDRESS(file)), -1, ENOTDIR, "connect", "\"file\" is a regular file");
	CHECK_INT(leat_unlink("file"), 0);
	CHECK_INT(leat_mkdir("closed", 0755), 0);
	CHECK_INT(in_child(bind_in_a_directory_of_root), 0);
	CHECK_INT(rmdir("closed"), 0);
	CHECK_EXPLAINED(leat_connect(fd, (struct sockaddr *)&absent, 1), -1, EINVAL, "connect",
	                "the length of the address is 1, but of AF_UNIX it is 3 to 110", "sizeof(struct sockaddr_un).");
	close(fd);
	return 0;
}
