/* The points of what processes share: queues, semaphores, segments, maps, locks, sockets. */
#include "fixtures.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <limits.h>
#include <mqueue.h>
#include <netdb.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

POINTS(PROJECT, V('l'), V(0), V(-1), V(INT_MAX))
#define KEYS(family)                                                                                            \
	{"a key in use", make_key, "", family}, {"an unused key", make_key, NULL, family}, V(IPC_PRIVATE)
POINTS(KEY_MSG, KEYS(IPC_MSG))
POINTS(KEY_SEM, KEYS(IPC_SEM))
POINTS(KEY_SHM, KEYS(IPC_SHM))
POINTS(GET_FLAGS,
	V(0600), V(-1), V(0x7fffffff), V(0), V(IPC_CREAT), V(IPC_CREAT | IPC_EXCL | 0600), V(0777),
	V(SHM_HUGETLB | IPC_CREAT), V(1 << 30), V(INT_MIN))
#define IDS(family)                                                                                             \
	{"an id", make_id, NULL, family}, V(-1), {"a removed id", make_id, "", family}, V(INT_MAX), V(INT_MIN)
POINTS(ID_MSG, IDS(IPC_MSG))
POINTS(ID_SEM, IDS(IPC_SEM))
POINTS(ID_SHM, IDS(IPC_SHM))
#define MESSAGE_OF(label, type) OBJECT(label, struct { long t; char text[56]; }, type, "leat")
POINTS(MESSAGE,
	MESSAGE_OF("a message", 1), BAD_POINTERS, MESSAGE_OF("a message of type 0", 0),
	MESSAGE_OF("a message of type -1", -1), {"half a message type", make_object, NULL, 4})
POINTS(MESSAGE_TYPE, V(0), V(LONG_MIN), V(LONG_MAX), V(1), V(-1), V(2))
POINTS(MESSAGE_FLAGS,
	V(IPC_NOWAIT), V(-1), V(0x7fffffff), V(0), V(MSG_NOERROR), V(MSG_EXCEPT | IPC_NOWAIT), V(MSG_COPY),
	V(MSG_COPY | IPC_NOWAIT), V(1))
POINTS(IPC_COMMAND, V(IPC_STAT), V(-1), V(0x7fffffff), V(IPC_RMID), V(IPC_SET), V(64), V(1 << 20), V(INT_MIN))
POINTS_THAT_DIFFER(STATUS_MSG, ROOM_FOR(struct msqid_ds), BAD_POINTERS, HALF(struct msqid_ds))
POINTS_THAT_DIFFER(STATUS_SHM, ROOM_FOR(struct shmid_ds), BAD_POINTERS, HALF(struct shmid_ds))
POINTS(SEM_NUMBER, V(0), V(-1), V(INT_MAX), V(1), V(2))
POINTS(SEM_COMMAND,
	V(IPC_STAT), V(-1), V(0x7fffffff), V(SETVAL), V(SETALL), V(GETALL), V(GETVAL), V(IPC_SET), V(64), V(INT_MIN))
POINTS(SEM_COMMAND_ALONE, V(GETVAL), V(GETZCNT), V(IPC_RMID), V(GETPID), V(GETNCNT))
POINTS_THAT_DIFFER(SEM_ARGUMENT,
	ROOM_FOR(struct semid_ds), BAD_POINTERS, V(-1), V(40000), HALF(struct semid_ds),
	{"two values", make_object, "\1\0\2", 4}, {"a value too large", make_object, "\377\377\377\377", 4})
#define OPERATION(...) OBJECT("{" #__VA_ARGS__ "}", struct sembuf, __VA_ARGS__)
POINTS(SEMBUF,
	OPERATION(0, 1, 0), BAD_POINTERS, OPERATION(0, -1, IPC_NOWAIT), OPERATION(0, -1, 0), OPERATION(2, 1, 0),
	OPERATION(65535, 1, 0), OPERATION(0, 32767, -1), OPERATION(0, 0, SEM_UNDO), HALF(struct sembuf))
POINTS(ADDRESS_SHM,
	V(NULL), N("(void *)1", 1), N("(void *)-1", -1), {"mapped memory", make_mapped, NULL, 0},
	{"unaligned", make_mapped, NULL, 5})
POINTS(ATTACHED,
	{"a segment", make_attached, NULL, 0}, BAD_POINTERS, {"inside a segment", make_attached, NULL, 8},
	{"no segment", make_mapped, NULL, 0})

#define N16 "nnnnnnnnnnnnnnnn"
#define N256 N16 N16 N16 N16 N16 N16 N16 N16 N16 N16 N16 N16 N16 N16 N16 N16
#define NAMES(make)                                                                                             \
	{"an existing name", make, "/leat-%", 1}, BAD_POINTERS, {"a missing name", make, "/leat-%", 0},         \
		{"\"\"", make, "", 0}, {"\"/\"", make, "/", 0}, {"\"//\"", make, "//", 0},                      \
		{"a name without a slash", make, "leat-%", 0}, {"a name with two slashes", make, "//leat-%", 0}, \
		{"a name with a slash inside", make, "/leat-%/x", 0},                                           \
		{"a name that is not UTF-8", make, "/\xff\xfe\x80-%", 0},                                       \
		{"a name of 256 bytes", make_text, "/" N256, 0}, {"256 bytes without a slash", make_text, N256, 0}, \
		LONG("a name of 5000 bytes", "/n", 5000), {"a name without a NUL", make_unended, "/leat-no-such", 0}, \
		UNENDED("5000 bytes without a NUL", "/nn", 5000)
POINTS(NAME_MQ, NAMES(make_mq_name))
POINTS(NAME_SEM, NAMES(make_sem_name))
POINTS(NAME_SHM, NAMES(make_shm_name))
#define ATTR(label, ...) OBJECT(label, struct mq_attr, __VA_ARGS__)
POINTS(MQ_ATTR,
	ATTR("2 × 16", .mq_maxmsg = 2, .mq_msgsize = 16), BAD_POINTERS, ATTR("0 × 16", .mq_msgsize = 16),
	ATTR("2 × 0", .mq_maxmsg = 2), ATTR("-1 × -1", .mq_maxmsg = -1, .mq_msgsize = -1),
	ATTR("huge", .mq_maxmsg = LONG_MAX, .mq_msgsize = LONG_MAX),
	ATTR("all flags", .mq_flags = -1, .mq_maxmsg = 2, .mq_msgsize = 16),
	ATTR("O_NONBLOCK", .mq_flags = O_NONBLOCK), HALF(struct mq_attr))
POINTS(OUT_MQ_ATTR, ROOM_FOR(struct mq_attr), BAD_POINTERS, HALF(struct mq_attr))
POINTS(PRIORITY, V(0), V(-1), V(32768), V(32767))
POINTS(OUT_PRIORITY, ROOM_FOR(unsigned), BAD_POINTERS)
#define EVENT(how, signal) OBJECT(#how ", " #signal, struct sigevent, .sigev_notify = how, .sigev_signo = signal)
POINTS(SIGEVENT,
	EVENT(SIGEV_SIGNAL, SIGUSR1), V(NULL), N("(void *)1", 1), EVENT(SIGEV_SIGNAL, 65), EVENT(SIGEV_SIGNAL, -1),
	EVENT(SIGEV_NONE, 0), EVENT(SIGEV_THREAD, 0), EVENT(77, 0), HALF(struct sigevent))
POINTS(SEMAPHORE,
	{"a semaphore of 1", make_semaphore, NULL, 1}, BAD_POINTERS, {"a semaphore of 0", make_semaphore, NULL, 0},
	{"a semaphore of SEM_VALUE_MAX", make_semaphore, NULL, SEM_VALUE_MAX})
POINTS(NAMED_SEMAPHORE,
	{"a named semaphore", make_named_semaphore, "/leat-%", 0}, BAD_POINTERS,
	{"a semaphore without a name", make_semaphore, NULL, 1})
POINTS(OUT_SEMAPHORE, ROOM_FOR(sem_t), BAD_POINTERS, HALF(sem_t))
POINTS(SEM_VALUE, V(1), V(UINT_MAX), V(0x80000000), V(0), V(INT_MAX))
POINTS(MEMFD_NAME,
	T("leat"), BAD_POINTERS, T(""), T("a/b"), T("\xff\xfe"), LONG("249 bytes", "m", 249),
	LONG("250 bytes", "m", 250), LONG("5000 bytes", "m", 5000), UNENDED("100 bytes without a NUL", "m", 100),
	UNENDED("5000 bytes without a NUL", "m", 5000))
POINTS(MEMFD_FLAGS,
	V(MFD_CLOEXEC), V(-1), V(0x7fffffff), V(0), V(MFD_ALLOW_SEALING), V(MFD_HUGETLB), V(8), V(16), V(24))

#define IN_MAP {"a page", make_mapped, NULL, 0}
POINTS(MAPPED,
	IN_MAP, BAD_POINTERS, {"inside a page", make_mapped, NULL, 5},
	{"a page out of reach", make_mapped, NULL, 1 << 14}, N("(void *)-1", -1))
POINTS(MAP_HINT, V(NULL), N("(void *)1", 1), N("(void *)-1", -1), IN_MAP, {"inside a page", make_mapped, NULL, 5})
POINTS(LENGTH, V(4096), SIZES)
POINTS(PROTECTION,
	V(PROT_READ), V(-1), V(0x7fffffff), V(PROT_NONE), V(PROT_READ | PROT_WRITE), V(PROT_EXEC), V(PROT_GROWSDOWN),
	V(8), V(16))
POINTS(MAP_FLAGS,
	V(MAP_PRIVATE), V(-1), V(0x7fffffff), V(0), V(MAP_SHARED), V(MAP_PRIVATE | MAP_ANONYMOUS),
	V(MAP_SHARED_VALIDATE), V(MAP_PRIVATE | MAP_FIXED), V(MAP_PRIVATE | MAP_FIXED_NOREPLACE),
	V(MAP_SHARED_VALIDATE | 1 << 30), V(MAP_PRIVATE | MAP_GROWSDOWN),
	V(MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB), V(8), V(1 << 30))
POINTS(REMAP_FLAGS,
	V(MREMAP_MAYMOVE), V(-1), V(0x7fffffff), V(MREMAP_MAYMOVE | MREMAP_FIXED), V(MREMAP_FIXED), V(0), V(8))
POINTS(REMAP_FLAGS_ALONE, V(MREMAP_MAYMOVE), V(8), V(0x70000000), V(0))
POINTS(SYNC_FLAGS,
	V(MS_SYNC), V(-1), V(0x7fffffff), V(0), V(MS_ASYNC), V(MS_ASYNC | MS_SYNC), V(MS_INVALIDATE), V(8))
POINTS(ADVICE,
	V(MADV_NORMAL), V(-1), V(INT_MAX), V(MADV_DONTNEED), V(MADV_FREE), V(MADV_REMOVE), V(MADV_DONTFORK), V(77),
	V(INT_MIN))
POINTS(LOCK,
	V(LOCK_EX | LOCK_NB), V(-1), V(0x7fffffff), V(0), V(LOCK_EX), V(LOCK_SH), V(LOCK_UN), V(LOCK_EX | LOCK_UN),
	V(16))
POINTS(LOCKF_COMMAND, V(F_TLOCK), V(-1), V(INT_MAX), V(F_LOCK), V(F_ULOCK), V(F_TEST), V(8))
POINTS(FCNTL,
	V(F_GETFD), V(-1), V(0x7fffffff), V(F_SETFD), V(F_GETFL), V(F_SETFL), V(F_DUPFD), V(F_DUPFD_CLOEXEC),
	V(F_GETLK), V(F_SETLK), V(F_SETLKW), V(F_OFD_SETLK), V(F_OFD_GETLK), V(F_GETOWN), V(F_SETOWN), V(F_GETOWN_EX),
	V(F_SETOWN_EX), V(F_SETSIG), V(F_SETLEASE), V(F_GETLEASE), V(F_NOTIFY), V(F_SETPIPE_SZ), V(F_GETPIPE_SZ),
	V(F_ADD_SEALS), V(F_GET_SEALS), V(F_GET_RW_HINT), V(F_SET_RW_HINT), V(77))
POINTS(FCNTL_ALONE,
	V(F_GETFD), V(F_GETFL), V(F_GETOWN), V(F_GETSIG), V(F_GETLEASE), V(F_GETPIPE_SZ), V(F_GET_SEALS))
POINTS(FCNTL_ARGUMENT,
	V(0), V(1), V(-1), V(2), V(NOBODY), V(INT_MAX), V(LONG_MIN),
	OBJECT("a lock", struct flock, .l_type = F_WRLCK), OBJECT("a lock of no type", struct flock, .l_type = 77),
	OBJECT("a lock before 0", struct flock, .l_start = -1),
	OBJECT("a lock with a process id", struct flock, .l_pid = 1), HALF(struct flock))
POINTS(DOMAIN, V(AF_UNIX), V(-1), V(INT_MAX), V(AF_INET), V(AF_INET6), V(AF_UNSPEC), V(AF_NETLINK), V(77))
POINTS(SOCKET_TYPE,
	V(SOCK_STREAM), V(-1), V(0x7fffffff), V(0), V(SOCK_DGRAM), V(SOCK_SEQPACKET),
	V(SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK), V(7), V(1 << 20))
POINTS(PROTOCOL, V(0), V(-1), V(INT_MAX), V(1), V(6), V(17), V(256))
#define ADDRESS(label, type, ...) OBJECT(label, struct sockaddr_##type, __VA_ARGS__)
#define INET(address, port) {address ":" #port, make_internet_address, address, port}
POINTS(SOCKADDR,
	ADDRESS("\"socket\"", un, AF_UNIX, "socket"), BAD_POINTERS, ADDRESS("\"\"", un, AF_UNIX, ""),
	ADDRESS("\"missing/x\"", un, AF_UNIX, "missing/x"),
	ADDRESS("a path of 108 bytes", un, AF_UNIX, {[0 ... 107] = 'u'}),
	ADDRESS("a path that is not UTF-8", un, AF_UNIX, "\xff\xfe"), ADDRESS("AF_UNSPEC", un, AF_UNSPEC, ""),
	ADDRESS("no family", un, 9999, "x"), INET("127.0.0.1", 0), INET("127.0.0.1", 1),
	INET("255.255.255.255", 9), INET("240.0.0.1", 9),
	ADDRESS("[::]:0", in6, .sin6_family = AF_INET6), {"a family alone", make_object, "\1\0", 2},
	{"half a family", make_object, "\1", 1})
POINTS(ADDRESS_LENGTH,
	N("sizeof(sockaddr_un)", sizeof(struct sockaddr_un)), V(-1), V(INT_MAX), V(0), V(1), V(2), V(3), V(9), V(16),
	V(28), V(111), V(128), V(129), V(INT_MIN))
POINTS(BACKLOG, V(1), V(-1), V(INT_MAX), V(0), V(INT_MIN))
POINTS(OUT_SOCKADDR,
	{"room for an address", make_object, NULL, 128}, BAD_POINTERS, {"room for 1 byte", make_object, NULL, 1})
POINTS(LENGTH_POINTER,
	OBJECT("&128", int, 128), BAD_POINTERS, OBJECT("&0", int, 0), OBJECT("&1", int, 1), OBJECT("&-1", int, -1),
	OBJECT("&INT_MAX", int, INT_MAX), OBJECT("&INT_MIN", int, INT_MIN), {"half a length", make_object, NULL, 2})
POINTS(HOW, V(SHUT_RDWR), V(-1), V(INT_MAX), V(SHUT_RD), V(SHUT_WR), V(3))
POINTS(LEVEL, V(SOL_SOCKET), V(-1), V(INT_MAX), V(0), V(IPPROTO_TCP), V(IPPROTO_IPV6), V(77))
POINTS(OPTION,
	V(SO_REUSEADDR), V(-1), V(INT_MAX), V(0), V(SO_TYPE), V(SO_ERROR), V(SO_RCVTIMEO), V(SO_LINGER),
	V(SO_BROADCAST), V(SO_ACCEPTCONN), V(SO_DOMAIN), V(77))
POINTS(OPTION_VALUE,
	OBJECT("&1", int, 1), BAD_POINTERS, OBJECT("{0, 2e9}", struct timeval, 0, 2000000000), OBJECT("&-1", int, -1),
	{"half a number", make_object, "\1", 2})
POINTS(OUT_OPTION,
	{"room for 128 bytes", make_object, NULL, 128}, BAD_POINTERS, {"room for 1 byte", make_object, NULL, 1})
POINTS(OPTION_LENGTH, V(4), V(-1), V(INT_MAX), V(0), V(1), V(8), V(16), V(INT_MIN))
#define HEADER(label, ...) {label, make_header, &(const struct msghdr){__VA_ARGS__}, 0}
POINTS(MESSAGE_HEADER,
	HEADER("a message", .msg_iov = GOOD, .msg_iovlen = 1), BAD_POINTERS,
	HEADER("no parts", .msg_iov = NULL, .msg_iovlen = 1),
	HEADER("parts at 1", .msg_iov = (void *)1, .msg_iovlen = 1),
	HEADER("too many parts", .msg_iov = GOOD, .msg_iovlen = 1025),
	HEADER("huge count of parts", .msg_iov = GOOD, .msg_iovlen = SIZE_MAX),
	HEADER("a name", .msg_name = GOOD, .msg_namelen = 110, .msg_iov = GOOD, .msg_iovlen = 1),
	HEADER("a name at 1", .msg_name = (void *)1, .msg_namelen = 110, .msg_iov = GOOD, .msg_iovlen = 1),
	HEADER("a name of length -1", .msg_name = GOOD, .msg_namelen = -1, .msg_iov = GOOD, .msg_iovlen = 1),
	HEADER("control data", .msg_control = GOOD, .msg_controllen = 64, .msg_iov = GOOD, .msg_iovlen = 1),
	HEADER("control data at 1", .msg_control = (void *)1, .msg_controllen = 64, .msg_iov = GOOD, .msg_iovlen = 1),
	HEADER("huge control data", .msg_control = GOOD, .msg_controllen = SIZE_MAX, .msg_iov = GOOD, .msg_iovlen = 1),
	HALF(struct msghdr))
POINTS(TRANSFER_FLAGS,
	V(MSG_DONTWAIT), V(-1), V(0x7fffffff), V(0), V(MSG_OOB | MSG_DONTWAIT), V(MSG_PEEK), V(MSG_WAITALL),
	V(MSG_NOSIGNAL), V(MSG_ERRQUEUE), V(MSG_DONTROUTE), V(MSG_TRUNC), V(MSG_MORE), V(MSG_ZEROCOPY),
	V(MSG_FASTOPEN), V(1 << 30), V(INT_MIN))
#define HOSTS                                                                                                   \
	T("127.0.0.1"), BAD_POINTERS, T(""), T("::1"), T("999.1.1.1"), T("127.1"), T("0x7f.1"), T("1.2.3.4.5"), \
		T("not a host"), T("\xff\xfe"), T(" "), T("127.0.0.1 "), T("-"), LONG("5000 letters", "h", 5000), \
		UNENDED("text without a NUL", "1", 9)
POINTS(HOST, HOSTS, T("localhost"))
POINTS(ADDRESS_TEXT, HOSTS)
POINTS(SERVICE,
	T("80"), BAD_POINTERS, T(""), T("http"), T("no-such-service"), T("-1"), T("99999"), T("80 "), T("\xff\xfe"),
	LONG("5000 digits", "9", 5000), UNENDED("text without a NUL", "1", 9))
#define HINTS_OF(label, ...) OBJECT(label, struct addrinfo, __VA_ARGS__)
POINTS(HINTS,
	HINTS_OF("AI_NUMERICHOST", .ai_flags = AI_NUMERICHOST), BAD_POINTERS, HINTS_OF("all flags", .ai_flags = -1),
	HINTS_OF("AI_PASSIVE, stream", .ai_flags = AI_PASSIVE, .ai_socktype = SOCK_STREAM),
	HINTS_OF("AI_CANONNAME", .ai_flags = AI_CANONNAME), HINTS_OF("family 9999", .ai_family = 9999),
	HINTS_OF("AF_INET6", .ai_family = AF_INET6), HINTS_OF("type 9999", .ai_socktype = 9999),
	HINTS_OF("protocol 9999", .ai_protocol = 9999), HALF(struct addrinfo))
POINTS_THAT_DIFFER(OUT_LIST, ROOM_FOR(void *), BAD_POINTERS)
POINTS(LIST, {"a list", make_list, NULL, 0}, BAD_POINTERS)
POINTS(NAME_INFO_FLAGS,
	V(NI_NUMERICHOST | NI_NUMERICSERV), V(-1), V(0x7fffffff), V(0), V(NI_NAMEREQD), V(NI_DGRAM | NI_NUMERICHOST),
	V(64))
POINTS(EAI, V(EAI_NONAME), V(1), V(INT_MAX), V(0), V(EAI_SYSTEM), V(-77), V(INT_MIN))
POINTS(BINARY_ADDRESS,
	{"127.0.0.1", make_object, "\177\0\0\1", 4}, BAD_POINTERS,
	{"::1", make_object, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1", 16}, {"2 bytes", make_object, "\177", 2})
POINTS(FAMILY, V(AF_INET), V(-1), V(INT_MAX), V(AF_INET6), V(AF_UNSPEC), V(AF_UNIX), V(77))
POINTS(SERVICE_NAME,
	T("http"), BAD_POINTERS, T(""), T("no-such-service"), T("\xff\xfe"), LONG("5000 letters", "s", 5000),
	UNENDED("text without a NUL", "s", 9))
POINTS(PROTOCOL_NAME,
	T("tcp"), BAD_POINTERS, T(""), T("no-such-protocol"), T("\xff\xfe"), LONG("5000 letters", "p", 5000),
	UNENDED("text without a NUL", "p", 9))
