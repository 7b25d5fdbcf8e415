extern volatile int count;
void install(int signum);
