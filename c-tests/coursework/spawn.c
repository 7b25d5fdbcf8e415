/* posix_spawn with redirected output, waitid, and what happens to a missing program. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

int main(void)
{
	char *argv[] = { (char *)"sh", (char *)"-c", (char *)"echo spawned; exit 5", NULL };
	posix_spawn_file_actions_t actions;
	siginfo_t info;
	pid_t pid;
	int code;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 1, "output", O_WRONLY | O_CREAT, 0600);
	code = posix_spawnp(&pid, "sh", &actions, NULL, argv, environ);
	if (code != 0) {
		fprintf(stderr, "posix_spawnp: %s\n", strerror(code));
		return 1;
	}
	posix_spawn_file_actions_destroy(&actions);
	memset(&info, 0, sizeof(info));
	if (waitid(P_PID, (id_t)pid, &info, WEXITED) == -1)
		perror("waitid");
	printf("exited %d with %d\n", info.si_code == CLD_EXITED, info.si_status);
	code = posix_spawn(&pid, "./missing", NULL, NULL, argv, environ);
	printf("posix_spawn: %s\n", strerror(code));
	if (setpgid(-1, 0) == -1)
		perror("setpgid");
	if (waitid(P_ALL, 0, &info, WEXITED) == -1)
		perror("waitid of nobody");
	return 0;
}
