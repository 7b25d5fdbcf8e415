/*
 * Stands in for a header that gives the truth values and limits as macros, and wraps the calls that textbooks wrap.
 */
#ifndef CONSTANTS_H
#define CONSTANTS_H

#define TRUE 1
#define FALSE 0
#define BOOL int
#define Boolean int
#define SA struct sockaddr
#define OK 0
#define ERROR (-1)
#define FAILURE 1
#define MAX 100
#define MIN 1
#define SIZE 1024
#define BUFSIZE 1024
#define MAXLINE 1024
#define MAXBUF 1024
#define PORT 5000
#define KEY 1234
#define PERMS 0666
#define PIPE 1
#define LOCK 1
#define UNLOCK 2
#define READ 0
#define WRITE 1
#define P(sem) sem_take(sem)
#define V(sem) sem_give(sem)
#define Signal(sem) sem_give(sem)
#define Wait(sem) sem_take(sem)
#define Fork() checked_fork(__FILE__, __LINE__)
#define Pipe(fds) checked_pipe(fds, __FILE__, __LINE__)
#define err_sys(text) die(text, __FILE__, __LINE__)
#define error(text) die(text, __FILE__, __LINE__)
#define handle_error(text) die(text, __FILE__, __LINE__)

#endif /* CONSTANTS_H */
