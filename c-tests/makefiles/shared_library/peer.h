int peer_pair(int fd[2]);
int peer_say(int fd, const char *text);
int peer_hear(int fd, char *text, int size);
