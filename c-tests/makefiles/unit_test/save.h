int save(int fd, const char *text);
int load(int fd, char *text, int size);
int spawn(void);
