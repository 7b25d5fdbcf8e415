int watch(int epoll, int fd);
int ready(int epoll);
