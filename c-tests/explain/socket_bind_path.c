/* bind to a path that exists says what is there: a socket in use, one that was left behind, or another file. */
#include <sys/stat.h>
#include <unistd.h>

#include "explain/network.h"
#include "explained.h"

int main(void)
{
	struct sockaddr_un path = local("socket"), directory = local("directory"), hidden = local("");
	int first = leat_socket(AF_UNIX, SOCK_STREAM, 0), second = leat_socket(AF_UNIX, SOCK_STREAM, 0);
	size_t length = offsetof(struct sockaddr_un, sun_path) + 1;

	CHECK_INT(leat_bind(first, ADDRESS(path)), 0);
	CHECK_EXPLAINED(leat_bind(first, ADDRESS(path)), -1, EADDRINUSE, "bind",
	                text("fd %d is bound to \"socket\" already, and a socket is bound only once", first));
	CHECK_EXPLAINED(leat_bind(second, ADDRESS(path)), -1, EADDRINUSE, "bind",
	                text("\"socket\" exists already: this process itself (fd %d) is bound to it", first));
	close(first);
	CHECK_EXPLAINED(leat_bind(second, ADDRESS(path)), -1, EADDRINUSE, "bind",
	                "\"socket\" exists already, but no socket is bound to it now",
	                "Do: call unlink(\"socket\") before bind");
	CHECK_INT(leat_unlink("socket"), 0);
	CHECK_SAID("\"socket\" existed, and does not any more");

	CHECK_INT(leat_mkdir("directory", 0700), 0);
	CHECK_EXPLAINED(leat_bind(second, ADDRESS(directory)), -1, EADDRINUSE, "bind",
	                "\"directory\" exists already, and is a directory, not a socket");
	CHECK_INT(rmdir("directory"), 0);
	/* A link is in the way itself, wherever it leads; and so is a file behind whose name is a slash. */
	CHECK_INT(symlink("absent", "directory"), 0);
	CHECK_EXPLAINED(leat_bind(second, ADDRESS(directory)), -1, EADDRINUSE, "bind",
	                "\"directory\" exists already, and is a symbolic link, not a socket");
	strcat(directory.sun_path, "/");
	CHECK_EXPLAINED(leat_bind(second, ADDRESS(directory)), -1, EADDRINUSE, "bind",
	                "\"directory\" exists already, and is a symbolic link, not a socket");
	CHECK_INT(unlink("directory"), 0);

	/* Names that are no files belong to the network: with the pid in it, this one is free. */
	length += (size_t)snprintf(hidden.sun_path + 1, sizeof hidden.sun_path - 1, "leat-test-%ld", (long)getpid());
	first = leat_socket(AF_UNIX, SOCK_STREAM, 0);
	CHECK_INT(leat_bind(first, (struct sockaddr *)&hidden, (socklen_t)length), 0);
	CHECK_EXPLAINED(leat_bind(second, (struct sockaddr *)&hidden, (socklen_t)length), -1, EADDRINUSE, "bind",
	                text("the abstract address @leat-test-%ld belongs to this process itself (fd %d)",
	                (long)getpid(), first));
	close(first);
	close(second);
	return 0;
}
