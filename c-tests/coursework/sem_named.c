/* Two processes meet at named semaphores, strictly in turn. */
#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void line(const char *text)
{
	printf("%s\n", text);
	fflush(stdout);
}

int main(void)
{
	char ping_name[64], pong_name[64];
	sem_t *ping, *pong;
	int i, value;

	sprintf(ping_name, "/ping.%ld", (long)getpid());
	sprintf(pong_name, "/pong.%ld", (long)getpid());
	if (sem_open(ping_name, 0) == SEM_FAILED)
		perror("sem_open before it exists");
	ping = sem_open(ping_name, O_CREAT | O_EXCL, 0600, 1);
	pong = sem_open(pong_name, O_CREAT | O_EXCL, 0600, 0);
	if (ping == SEM_FAILED || pong == SEM_FAILED) {
		perror("sem_open");
		return 1;
	}
	if (sem_open(ping_name, O_CREAT | O_EXCL, 0600, 1) == SEM_FAILED && errno == EEXIST)
		line("exists");
	if (fork() == 0) {
		for (i = 0; i < 3; i++) {
			sem_wait(pong);
			line("pong");
			sem_post(ping);
		}
		_exit(0);
	}
	for (i = 0; i < 3; i++) {
		sem_wait(ping);
		line("ping");
		sem_post(pong);
	}
	wait(NULL);
	sem_getvalue(ping, &value);
	printf("value %d\n", value);
	if (sem_trywait(pong) == -1)
		perror("sem_trywait");
	sem_close(ping);
	sem_close(pong);
	sem_unlink(ping_name);
	if (sem_unlink(pong_name) == -1 || sem_unlink(pong_name) == -1)
		perror("sem_unlink twice");
	return 0;
}
