/* What permissions and limits do is seen by somebody to whom they apply. Needs -D_DEFAULT_SOURCE, for setgroups(). */
#ifndef UNPRIVILEGED_H
#define UNPRIVILEGED_H

#include <grp.h>
#include <unistd.h>

enum { NOBODY = 65534 };

/* Root becomes somebody else; anybody else stays who he is. 0 in a container that has no other user. */
static inline int become_unprivileged(void)
{
	return geteuid() != 0 || (setgroups(0, NULL) == 0 && setgid(NOBODY) == 0 && setuid(NOBODY) == 0);
}

#endif /* UNPRIVILEGED_H */
