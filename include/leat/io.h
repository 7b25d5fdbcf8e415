/*
 * leat/io.h: files, descriptors, readiness.
 * Made by cbindgen from src/io/: edit the comments there.
 */

#ifndef LEAT_IO_H
#define LEAT_IO_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif  /* __cplusplus */

/** Mirrors open(2). The mode is read if `flags` has O_CREAT or O_TMPFILE. Errors: as open(2). */
int leat_open(const char *_path, int _flags, ...);

/** Mirrors openat(2). The mode is read if `flags` has O_CREAT or O_TMPFILE. Errors: as openat(2). */
int leat_openat(int _dir_fd, const char *_path, int _flags, ...);

/**
 * Mirrors fcntl(2). Whether there is a further argument, and of which type, depends on `command`. Errors: as fcntl(2).
 */
int leat_fcntl(int _fd, int _command, ...);

/** Mirrors close(2). Errors: as close(2). */
int leat_close(int _fd);

/** Mirrors read(2). Errors: as read(2). */
ssize_t leat_read(int _fd, void *_buffer, size_t _size);

/** Mirrors write(2). Errors: as write(2). */
ssize_t leat_write(int _fd, const void *_buffer, size_t _size);

/** Mirrors readv(2). Errors: as readv(2). */
ssize_t leat_readv(int _fd, const struct iovec *_parts, int _count);

/** Mirrors writev(2). Errors: as writev(2). */
ssize_t leat_writev(int _fd, const struct iovec *_parts, int _count);

/** Mirrors pread(2). Errors: as pread(2). */
ssize_t leat_pread(int _fd, void *_buffer, size_t _size, off_t _offset);

/** Mirrors pwrite(2). Errors: as pwrite(2). */
ssize_t leat_pwrite(int _fd, const void *_buffer, size_t _size, off_t _offset);

/** Mirrors lseek(2). Errors: as lseek(2). */
off_t leat_lseek(int _fd, off_t _offset, int _whence);

/** Mirrors ftruncate(2). Errors: as ftruncate(2). */
int leat_ftruncate(int _fd, off_t _length);

/** Mirrors fsync(2). Errors: as fsync(2). */
int leat_fsync(int _fd);

/** Mirrors sendfile(2). Errors: as sendfile(2). */
ssize_t leat_sendfile(int _out_fd, int _in_fd, off_t *_offset, size_t _count);

/** Mirrors copy_file_range(2). Errors: as copy_file_range(2). */
ssize_t leat_copy_file_range(int _in_fd,
                             off_t *_in_offset,
                             int _out_fd,
                             off_t *_out_offset,
                             size_t _size,
                             unsigned int _flags);

/** Mirrors dup(2). Errors: as dup(2). */
int leat_dup(int _fd);

/** Mirrors dup2(2). Errors: as dup2(2). */
int leat_dup2(int _fd, int _new_fd);

/** Mirrors dup3(2). Errors: as dup3(2). */
int leat_dup3(int _fd, int _new_fd, int _flags);

/** Mirrors poll(2). Errors: as poll(2). */
int leat_poll(struct pollfd *_fds, nfds_t _count, int _timeout_ms);

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors ppoll(2). Errors: as ppoll(2). */
int leat_ppoll(struct pollfd *_fds, nfds_t _count, const struct timespec *_timeout, const sigset_t *_mask);
#endif

/** Mirrors select(2). Errors: as select(2). */
int leat_select(int _count, fd_set *_read_fds, fd_set *_write_fds, fd_set *_except_fds, struct timeval *_timeout);

#if defined(LEAT_HAVE_SIGSET)
/** Mirrors pselect(2). Errors: as pselect(2). */
int leat_pselect(int _count,
                 fd_set *_read_fds,
                 fd_set *_write_fds,
                 fd_set *_except_fds,
                 const struct timespec *_timeout,
                 const sigset_t *_mask);
#endif

/** Mirrors epoll_create1(2). Errors: as epoll_create1(2). */
int leat_epoll_create1(int _flags);

/** Mirrors epoll_ctl(2). Errors: as epoll_ctl(2). */
int leat_epoll_ctl(int _epoll_fd, int _operation, int _fd, struct epoll_event *_event);

/** Mirrors epoll_wait(2). Errors: as epoll_wait(2). */
int leat_epoll_wait(int _epoll_fd, struct epoll_event *_events, int _count, int _timeout_ms);

/** Mirrors eventfd(2). Errors: as eventfd(2). */
int leat_eventfd(unsigned int _value, int _flags);

/** Mirrors creat(2). Errors: as creat(2). */
int leat_creat(const char *_path, mode_t _mode);

/** Mirrors unlink(2). Errors: as unlink(2). */
int leat_unlink(const char *_path);

/** Mirrors rename(2). Errors: as rename(2). */
int leat_rename(const char *_old_path, const char *_new_path);

/** Mirrors mkdir(2). Errors: as mkdir(2). */
int leat_mkdir(const char *_path, mode_t _mode);

/** Mirrors chdir(2). Errors: as chdir(2). */
int leat_chdir(const char *_path);

/** Mirrors chmod(2). Errors: as chmod(2). */
int leat_chmod(const char *_path, mode_t _mode);

/** Mirrors access(2). Errors: as access(2). */
int leat_access(const char *_path, int _mode);

/** Mirrors stat(2). Errors: as stat(2). */
int leat_stat(const char *_path, struct stat *_status);

/** Mirrors fstat(2). Errors: as fstat(2). */
int leat_fstat(int _fd, struct stat *_status);

/** Mirrors lstat(2). Errors: as lstat(2). */
int leat_lstat(const char *_path, struct stat *_status);

/** Mirrors umask(2). Errors: as umask(2). */
mode_t leat_umask(mode_t _mask);

/** Mirrors opendir(3). Errors: as opendir(3). */
DIR *leat_opendir(const char *_path);

/** Mirrors fopen(3). Errors: as fopen(3). */
FILE *leat_fopen(const char *_path, const char *_mode);

/** Mirrors fdopen(3). Errors: as fdopen(3). */
FILE *leat_fdopen(int _fd, const char *_mode);

/** Mirrors freopen(3). Errors: as freopen(3). */
FILE *leat_freopen(const char *_path, const char *_mode, FILE *_stream);

/** Mirrors fclose(3). Errors: as fclose(3). */
int leat_fclose(FILE *_stream);

/**
 * Mirrors __read_chk, which read(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer is too small. Errors: as read(2).
 */
ssize_t leat_read_chk(int _fd,
                      void *_buffer,
                      size_t _size,
                      size_t _room);

/**
 * Mirrors __pread_chk, which pread(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer is too small. Errors: as pread(2).
 */
ssize_t leat_pread_chk(int _fd,
                       void *_buffer,
                       size_t _size,
                       off_t _offset,
                       size_t _room);

/**
 * Mirrors __poll_chk, which poll(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer is too small. Errors: as poll(2).
 */
int leat_poll_chk(struct pollfd *_fds,
                  nfds_t _count,
                  int _timeout_ms,
                  size_t _room);

#if defined(LEAT_HAVE_SIGSET)
/**
 * Mirrors __ppoll_chk, which ppoll(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer is too small. Errors: as ppoll(2).
 */
int leat_ppoll_chk(struct pollfd *_fds,
                   nfds_t _count,
                   const struct timespec *_timeout,
                   const sigset_t *_mask,
                   size_t _room);
#endif

/**
 * Mirrors __open_2, which open(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer is too small. Errors: as open(2).
 */
int leat_open_2(const char *_path,
                int _flags);

/**
 * Mirrors __openat_2, which openat(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer is too small. Errors: as openat(2).
 */
int leat_openat_2(int _dir_fd,
                  const char *_path,
                  int _flags);

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* LEAT_IO_H */
