int unix_listen(const char *path);
int unix_connect(const char *path);
