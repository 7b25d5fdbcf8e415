/*
 * For the archive alone: the mirrors of the functions that the linker warns of in every static program that has them,
 * called or not ("Using 'getaddrinfo' in statically linked applications requires at runtime the shared libraries ...").
 * The archive's main object refers to these functions only weakly, and has their mirrors under the names of halves. Each
 * mirror proper is an object of its own, made of this file by -D NAME_SERVICE_<name>, and brings the C library's function
 * with it. So a program that does not call it gets neither the function nor the warning.
 */
#define _GNU_SOURCE
#include <netdb.h>
#include <sys/socket.h>

#define HALF __attribute__((visibility("hidden"))) extern
/* A reference that stays, without which the linker would leave the weak one empty. */
#define BRINGS(function) __attribute__((used)) static __typeof__(function) *const brings = function

#ifdef NAME_SERVICE_getaddrinfo
BRINGS(getaddrinfo);
HALF __typeof__(getaddrinfo) leat_half_getaddrinfo;
int leat_getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **list)
{
	return leat_half_getaddrinfo(node, service, hints, list);
}
#endif

/* Of one object with getaddrinfo in the C library. */
#ifdef NAME_SERVICE_freeaddrinfo
BRINGS(freeaddrinfo);
HALF __typeof__(freeaddrinfo) leat_half_freeaddrinfo;
void leat_freeaddrinfo(struct addrinfo *list)
{
	leat_half_freeaddrinfo(list);
}
#endif

#ifdef NAME_SERVICE_gethostbyaddr
BRINGS(gethostbyaddr);
HALF __typeof__(gethostbyaddr) leat_half_gethostbyaddr;
struct hostent *leat_gethostbyaddr(const void *address, socklen_t length, int family)
{
	return leat_half_gethostbyaddr(address, length, family);
}
#endif

#ifdef NAME_SERVICE_gethostbyname
BRINGS(gethostbyname);
HALF __typeof__(gethostbyname) leat_half_gethostbyname;
struct hostent *leat_gethostbyname(const char *name)
{
	return leat_half_gethostbyname(name);
}
#endif

#ifdef NAME_SERVICE_getservbyname
BRINGS(getservbyname);
HALF __typeof__(getservbyname) leat_half_getservbyname;
struct servent *leat_getservbyname(const char *name, const char *protocol)
{
	return leat_half_getservbyname(name, protocol);
}
#endif

#ifdef NAME_SERVICE_getservbyport
BRINGS(getservbyport);
HALF __typeof__(getservbyport) leat_half_getservbyport;
struct servent *leat_getservbyport(int port, const char *protocol)
{
	return leat_half_getservbyport(port, protocol);
}
#endif
