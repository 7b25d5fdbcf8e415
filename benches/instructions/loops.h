/*
 * One loop a mirror, in which only that mirror is called as CALL(name): overhead.c includes this once for libc and once
 * for leat. What a loop also needs is always libc's. No include guard: it is meant to be included twice.
 */

#define LOOP(name) __attribute__((noinline)) void IN_LOOP(name)(int n)

LOOP(read) { while (n-- > 0) expect(CALL(read)(zero, buffer, 1) == 1); }
LOOP(write) { while (n-- > 0) expect(CALL(write)(sink, buffer, 1) == 1); }
LOOP(lseek) { while (n-- > 0) expect(CALL(lseek)(zero, 0, SEEK_CUR) == 0); }
LOOP(poll) { while (n-- > 0) expect(CALL(poll)(NULL, 0, 0) == 0); }
LOOP(pipe) { int fds[2]; while (n-- > 0) { expect(CALL(pipe)(fds) == 0); close(fds[0]); close(fds[1]); } }
LOOP(close) { while (n-- > 0) { int fd = dup(zero); expect(CALL(close)(fd) == 0); } }
LOOP(kill) { pid_t self = getpid(); while (n-- > 0) expect(CALL(kill)(self, 0) == 0); }
LOOP(sigaction) { struct sigaction action; while (n-- > 0) expect(CALL(sigaction)(SIGUSR1, NULL, &action) == 0); }
LOOP(send) { while (n-- > 0) { expect(CALL(send)(pair[0], buffer, 1, 0) == 1); recv(pair[1], buffer, 1, 0); } }
LOOP(recvfrom) {
	while (n-- > 0) {
		send(pair[0], buffer, 1, 0);
		expect(CALL(recvfrom)(pair[1], buffer, 1, 0, NULL, NULL) == 1);
	}
}
LOOP(mmap) {
	while (n-- > 0) {
		void *map = CALL(mmap)(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		expect(map != MAP_FAILED);
		munmap(map, 4096);
	}
}
LOOP(msgsnd) {
	while (n-- > 0) {
		expect(CALL(msgsnd)(queue, &message, 1, 0) == 0);
		expect(msgrcv(queue, &message, 1, 0, 0) == 1);
	}
}
LOOP(semop) { struct sembuf none = {0, 0, 0}; while (n-- > 0) expect(CALL(semop)(semaphores, &none, 1) == 0); }
LOOP(sem_post) { while (n-- > 0) { expect(CALL(sem_post)(&semaphore) == 0); sem_wait(&semaphore); } }
LOOP(pthread_mutex_lock) {
	while (n-- > 0) {
		expect(CALL(pthread_mutex_lock)(&mutex) == 0);
		pthread_mutex_unlock(&mutex);
	}
}
LOOP(pthread_mutex_unlock) {
	while (n-- > 0) {
		pthread_mutex_lock(&mutex);
		expect(CALL(pthread_mutex_unlock)(&mutex) == 0);
	}
}
LOOP(pthread_cond_signal) { while (n-- > 0) expect(CALL(pthread_cond_signal)(&condition) == 0); }
LOOP(sem_wait) { while (n-- > 0) { sem_post(&semaphore); expect(CALL(sem_wait)(&semaphore) == 0); } }

/* The variadic ones, with their argument and without. */
LOOP(open) { while (n-- > 0) { int fd = CALL(open)("/dev/null", O_RDONLY); expect(fd >= 0); close(fd); } }
LOOP(open_mode) {
	while (n-- > 0) {
		int fd = CALL(open)("/dev/null", O_WRONLY | O_CREAT, 0600);
		expect(fd >= 0);
		close(fd);
	}
}
LOOP(openat) { while (n-- > 0) { int fd = CALL(openat)(AT_FDCWD, "/dev/null", O_RDONLY); expect(fd >= 0); close(fd); } }
LOOP(fcntl) { while (n-- > 0) expect(CALL(fcntl)(zero, F_GETFL) >= 0); }
LOOP(fcntl_int) { while (n-- > 0) expect(CALL(fcntl)(zero, F_SETFD, 0) == 0); }
LOOP(fcntl_dup) { while (n-- > 0) { int fd = CALL(fcntl)(zero, F_DUPFD_CLOEXEC, 0); expect(fd >= 0); close(fd); } }
LOOP(fcntl_size) { while (n-- > 0) expect(CALL(fcntl)(pipe_ends[0], F_GETPIPE_SZ) > 0); }
LOOP(fcntl_lock) {
	while (n-- > 0) {
		struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
		expect(CALL(fcntl)(zero, F_GETLK, &lock) == 0);
	}
}
LOOP(ioctl) { int size; while (n-- > 0) expect(CALL(ioctl)(pipe_ends[0], FIONREAD, &size) == 0); }
LOOP(semctl) { while (n-- > 0) expect(CALL(semctl)(semaphores, 0, GETVAL) == 0); }
LOOP(semctl_value) {
	union semun value = {.val = 0};
	while (n-- > 0)
		expect(CALL(semctl)(semaphores, 0, SETVAL, value) == 0);
}
LOOP(mremap) { while (n-- > 0) expect(CALL(mremap)(page, 4096, 4096, 0) == page); }

/* Those that fail, or run another process: only their system calls are of interest. */
LOOP(failing) {
	while (n-- > 0) {
		int fds[2];
		expect(CALL(close)(-1) == -1 && CALL(open)("/nope/nope", O_RDWR) == -1 && CALL(fcntl)(-1, F_GETFL) == -1);
		expect(CALL(write)(zero, bad, 8) == -1 && CALL(pipe)(bad) == -1 && CALL(pipe)(fds) == 0);
		expect(CALL(rename)("/nope/a", "/nope/b") == -1 && CALL(waitpid)(-1, NULL, 0) == -1);
		expect(CALL(rmdir)("/nope/a") == -1 && CALL(isatty)(zero) == 0 && CALL(ioctl)(zero, FIONREAD, bad) == -1);
		close(fds[0]);
		close(fds[1]);
	}
}
LOOP(processes) {
	char line[8];
	while (n-- > 0) {
		FILE *stream = CALL(popen)("echo x", "r");
		expect(stream != NULL && fgets(line, sizeof line, stream) != NULL && CALL(pclose)(stream) == 0);
		expect(CALL(system)("exit 3") == 3 << 8);
		pid_t child = CALL(fork)();
		if (child == 0) {
			CALL(execl)("/nope", "nope", (char *)NULL);
			CALL(execlp)("sh", "sh", "-c", ":", (char *)NULL);
			_exit(127);
		}
		int status;
		expect(CALL(waitpid)(child, &status, 0) == child && status == 0);
	}
}
