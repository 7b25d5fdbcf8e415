/*
 * Stands in for the csapp.h of a systems course: the names it takes from the program, nothing else.
 */
#ifndef CSAPP_H
#define CSAPP_H

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAXLINE 8192
#define MAXBUF 8192
#define LISTENQ 1024
#define RIO_BUFSIZE 8192
#define DEF_MODE (S_IRUSR | S_IWUSR)
#define DEF_UMASK (S_IWGRP | S_IWOTH)

#ifdef __cplusplus
extern "C" {
#endif

typedef void handler_t(int);
typedef struct sockaddr SA;
typedef struct {
	int rio_fd;
	int rio_cnt;
	char *rio_bufptr;
	char rio_buf[RIO_BUFSIZE];
} rio_t;

extern char **environ;
extern int verbose;

void unix_error(const char *msg);
void posix_error(int code, const char *msg);
void dns_error(const char *msg);
void app_error(const char *msg);

pid_t Fork(void);
void Execve(const char *filename, char *const argv[], char *const envp[]);
pid_t Wait(int *status);
pid_t Waitpid(pid_t pid, int *iptr, int options);
void Kill(pid_t pid, int signum);
unsigned int Sleep(unsigned int secs);
void Pause(void);
unsigned int Alarm(unsigned int seconds);
handler_t *Signal(int signum, handler_t *handler);
void Sigprocmask(int how, const void *set, void *oldset);
void Sigemptyset(void *set);
int Sigsuspend(const void *set);

int Open(const char *pathname, int flags, mode_t mode);
ssize_t Read(int fd, void *buf, size_t count);
ssize_t Write(int fd, const void *buf, size_t count);
void Close(int fd);
int Select(int n, void *readfds, void *writefds, void *exceptfds, struct timeval *timeout);
int Dup2(int fd1, int fd2);
void Stat(const char *filename, struct stat *buf);
void *Mmap(void *addr, size_t len, int prot, int flags, int fd, off_t offset);
void Munmap(void *start, size_t length);
void *Malloc(size_t size);

int Socket(int domain, int type, int protocol);
void Setsockopt(int s, int level, int optname, const void *optval, int optlen);
void Bind(int sockfd, struct sockaddr *my_addr, int addrlen);
void Listen(int s, int backlog);
int Accept(int s, struct sockaddr *addr, socklen_t *addrlen);
void Connect(int sockfd, struct sockaddr *serv_addr, int addrlen);

void Sem_init(sem_t *sem, int pshared, unsigned int value);
void P(sem_t *sem);
void V(sem_t *sem);

ssize_t rio_readn(int fd, void *usrbuf, size_t n);
ssize_t rio_writen(int fd, const void *usrbuf, size_t n);
void rio_readinitb(rio_t *rp, int fd);
int open_clientfd(const char *hostname, const char *port);
int open_listenfd(const char *port);

#ifdef __cplusplus
}
#endif

#endif /* CSAPP_H */
