int readline(int fd, char *ptr, int maxlen);
int writen(int fd, const char *ptr, int nbytes);
