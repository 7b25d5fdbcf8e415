#include <unistd.h>
#include "line.h"

/* Write n bytes to a descriptor. */
int writen(int fd, const char *ptr, int nbytes)
{
	int nleft = nbytes, nwritten;

	while (nleft > 0) {
		nwritten = write(fd, ptr, nleft);
		if (nwritten <= 0)
			return nwritten;
		nleft -= nwritten;
		ptr += nwritten;
	}
	return nbytes - nleft;
}
