#define _XOPEN_SOURCE 500
#include <stdio.h>
#include <stdlib.h>
#include <fcntl.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    char buf[BUFSIZ];
    int in, out, n;

    if (argc != 3) {
        fprintf(stderr, "usage: copy from to\n");
        exit(2);
    }
    in = open(argv[1], O_RDONLY);
    if (in < 0) {
        perror(argv[1]);
        exit(1);
    }
    out = creat(argv[2], 0640);
    if (out < 0) {
        perror(argv[2]);
        exit(1);
    }
    while ((n = read(in, buf, BUFSIZ)) > 0)
        write(out, buf, n);
    return 0;
}
