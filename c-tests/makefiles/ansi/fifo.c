#define _POSIX_C_SOURCE 199309L
#include <sys/types.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <signal.h>

#define FIFO "numbers.fifo"

static void broken(int number)
{
    (void) number;
    write(1, "SIGPIPE\n", 8);
}

int main(void)
{
    int fd, n, sum = 0;

    if (mkfifo(FIFO, S_IRUSR | S_IWUSR) == -1) {
        perror("mkfifo");
        exit(EXIT_FAILURE);
    }
    if (mkfifo(FIFO, S_IRUSR | S_IWUSR) == -1)
        perror("mkfifo again");
    if (fork() == 0) {
        fd = open(FIFO, O_WRONLY);
        for (n = 1; n <= 10; n++)
            write(fd, &n, sizeof n);
        _exit(0);
    }
    fd = open(FIFO, O_RDONLY);
    while (read(fd, &n, sizeof n) == sizeof n)
        sum += n;
    printf("sum %d\n", sum);
    fflush(stdout);
    wait(NULL);
    signal(SIGPIPE, broken);
    close(fd);
    fd = open(FIFO, O_RDWR);
    n = open(FIFO, O_WRONLY | O_NONBLOCK);
    close(fd);
    if (write(n, "x", 1) == -1)
        perror("write");
    unlink(FIFO);
    return EXIT_SUCCESS;
}
