/*
 * Stands in for the unp.h of a book on network programming: the names it takes from the program, nothing else.
 */
#ifndef __unp_h
#define __unp_h

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAXLINE 4096
#define BUFFSIZE 8192
#define LISTENQ 1024
#define SERV_PORT 9877
#define SERV_PORT_STR "9877"
#define UNIXSTR_PATH "/tmp/unix.str"
#define UNIXDG_PATH "/tmp/unix.dg"
#define MAXSOCKADDR 128
#define FILE_MODE (S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH)
#define DIR_MODE (FILE_MODE | S_IXUSR | S_IXGRP | S_IXOTH)
#define SA struct sockaddr
#ifndef INFTIM
#define INFTIM (-1)
#endif
#ifndef AF_LOCAL
#define AF_LOCAL AF_UNIX
#endif

#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
#define bzero(ptr, n) memset(ptr, 0, n)
#define bcopy(from, to, n) memmove(to, from, n)
#define bcmp(one, two, n) memcmp(one, two, n)

#ifdef __cplusplus
extern "C" {
#endif

typedef void Sigfunc(int);

void err_dump(const char *, ...);
void err_msg(const char *, ...);
void err_quit(const char *, ...);
void err_ret(const char *, ...);
void err_sys(const char *, ...);

int daemon_init(const char *, int);
int family_to_level(int);
char *gf_time(void);
int readable_timeo(int, int);
ssize_t readline(int, void *, size_t);
ssize_t readn(int, void *, size_t);
ssize_t writen(int, const void *, size_t);
ssize_t read_fd(int, void *, size_t, int *);
ssize_t write_fd(int, void *, size_t, int);
int sock_bind_wild(int, int);
char *sock_ntop(const SA *, socklen_t);
int tcp_connect(const char *, const char *);
int tcp_listen(const char *, const char *, socklen_t *);
void str_echo(int);
void str_cli(FILE *, int);

int Accept(int, SA *, socklen_t *);
void Bind(int, const SA *, socklen_t);
void Connect(int, const SA *, socklen_t);
void Listen(int, int);
int Poll(struct pollfd *, unsigned long, int);
ssize_t Recv(int, void *, size_t, int);
int Select(int, fd_set *, fd_set *, fd_set *, struct timeval *);
void Send(int, const void *, size_t, int);
int Socket(int, int, int);
void Socketpair(int, int, int, int *);
pid_t Fork(void);
void Pipe(int *fds);
Sigfunc *Signal(int, Sigfunc *);
pid_t Wait(int *);
pid_t Waitpid(pid_t, int *, int);
void Writen(int, void *, size_t);

#ifdef __cplusplus
}
#endif

#endif /* __unp_h */
