/*
 * leat/io.h: files, descriptors, readiness.
 * Made by cbindgen from src/io/: edit the comments there.
 */
#ifndef LEAT_IO_H
#define LEAT_IO_H

#include "base.h"
#include <dirent.h>
#include <stdio.h>
#include <sys/select.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a function returns that came to the end of its input before it had all that it was asked for. */
#define LEAT_EOF 1

/** It can be read without waiting, or has ended. */
#define LEAT_IO_READABLE 1

/** It can be written to without waiting. */
#define LEAT_IO_WRITABLE 2

/** Nobody has its other end open, or it has failed: what is in it can still be read, and writing fails. */
#define LEAT_IO_HUNG_UP 4

/** Where a flow comes from or goes to. From nothing: it has ended. To nothing: what is read is dropped. */
#define LEAT_IO_NOTHING 0

/** A descriptor, blocking or not. */
#define LEAT_IO_FD 1

/** `data` and `data_size`, or `buffer` and `capacity`. */
#define LEAT_IO_MEMORY 2

/** `sink`, to which alone a flow can go. */
#define LEAT_IO_CALL 3

/**
 * A flag: when the flow has ended, whichever way, its `to_fd` is closed, and becomes -1. So who reads it sees the end.
 */
#define LEAT_IO_CLOSE 1

/** What became of a flow. It has not ended yet. */
#define LEAT_IO_GOING 0

/** All that there was came where it should, or was dropped. */
#define LEAT_IO_ENDED 1

/**
 * Nobody reads any more what it goes to (EPIPE). Of a pipe that is seen at once, although nothing comes. A connection that was
 * reset, as by who closes a TCP socket with something unread in it, has failed (ECONNRESET).
 */
#define LEAT_IO_BROKEN 2

/** Its sink had enough. */
#define LEAT_IO_ENOUGH 3

/** `error` is its errno. */
#define LEAT_IO_FAILED 4

/**
 * Called with what has come: 0 for more, another value if it is enough. It may call leat, but not be left by longjmp or an
 * exception.
 */
typedef int (*leat_io_sink)(const void *_data, size_t _size, void *_user);

/** One of the flows that leat_io_pump moves at once. */
struct leat_io_flow {
  /** Set by LEAT_IO_FLOW_INIT. */
  size_t size;
  /** LEAT_IO_NOTHING, LEAT_IO_FD or LEAT_IO_MEMORY. */
  int32_t from;
  int32_t from_fd;
  const void *data;
  size_t data_size;
  /** LEAT_IO_NOTHING, LEAT_IO_FD, LEAT_IO_MEMORY or LEAT_IO_CALL. */
  int32_t to;
  int32_t to_fd;
  /** What has no room in it is read nevertheless, so that the writer can go on, and dropped. */
  void *buffer;
  size_t capacity;
  leat_io_sink sink;
  /** What the sink is called with. */
  void *user;
  /** 0 or LEAT_IO_CLOSE. */
  uint32_t flags;
  /** 0 */
  uint32_t reserved;
  /** Written by leat_io_pump: LEAT_IO_GOING and so on. */
  int32_t state;
  /** Written by it: an errno, or 0. */
  int32_t error;
  /** Written by it: the bytes that have come where they should. */
  uint64_t moved;
  /** Written by it: the bytes that were read, and had no room or could not be written any more. */
  uint64_t dropped;
};

/** A struct leat_io_flow of which all is the default. */
#define LEAT_IO_FLOW_INIT {sizeof(struct leat_io_flow), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

/** A descriptor that leat_io_wait waits for. */
struct leat_io_interest {
  /** The descriptor; a negative one is left out. */
  int32_t fd;
  /** What is waited for: LEAT_IO_READABLE, LEAT_IO_WRITABLE or both. That it has hung up always is. */
  uint32_t wanted;
  /** What has come; written by leat_io_wait. */
  uint32_t ready;
  /** 0 */
  uint32_t reserved;
};

/**
 * Reads exactly `size` bytes from any descriptor: it goes on after a short read and after a signal, and waits where the
 * descriptor is non-blocking.
 *
 * Returns 0 when all `size` bytes are there; LEAT_EOF (1) if the input ended before; -1 on failure. (Of the master of a
 * pseudoterminal it is the end, too, when nobody has the other side open any more, of which read(2) says EIO. Of a socket of
 * datagrams, or a pipe of packets, an empty one is the end, and of one that is longer than what is still to be read the rest
 * is lost. Of a terminal whose VMIN is 0 (termios(3)) nothing is the end.)
 *
 * Writes what was read to `ret_buffer`, and its size to `ret_moved`, on every return; `ret_moved` may be NULL.
 *
 * Errors: ETIMEDOUT, EAGAIN, ECANCELED the time was over, or a stop was thrown, and the first `ret_moved` bytes are read.
 * EFAULT `ret_buffer` is NULL and `size` is not 0. EINVAL `timeout_ms`. Those of read(2), and of recv(2) for a socket.
 *
 * Threads: safe. With a time or a stop it never waits longer, although others read from the same descriptor; only of a device
 * that is neither a disk nor a terminal, or of a FIFO or terminal which this process may not open (or without /proc), can
 * another reader make it wait for the next bytes by taking those that were announced. Of a disk no time is spent waiting, but a
 * file of /proc that waits by itself, as /proc/kmsg, cannot be left.
 */
int leat_io_read_all(int _fd, void *_ret_buffer, size_t _size, int _timeout_ms, size_t *_ret_moved);

/**
 * Writes all `size` bytes to any descriptor: it goes on after a short write and after a signal, and waits where the descriptor
 * is non-blocking. A pipe or socket that nobody reads any more is EPIPE, and no SIGPIPE.
 *
 * Returns 0 when all is written; -1 on failure.
 *
 * Writes to `ret_moved`, on every return, how many bytes were written; it may be NULL.
 *
 * Errors: ETIMEDOUT, EAGAIN, ECANCELED the time was over, or a stop was thrown, and the first `ret_moved` bytes are written.
 * EPIPE. EFAULT `data` is NULL and `size` is not 0. EINVAL `timeout_ms`. Those of write(2), and of send(2) for a socket. (A
 * file that would become larger than RLIMIT_FSIZE is SIGXFSZ, as ever.)
 *
 * Threads: safe. What others write to the same descriptor meanwhile may come in between, unless it is a pipe or FIFO and
 * `size` at most PIPE_BUF (4096): of that nothing is written if the time is over before there is room for all.
 */
int leat_io_write_all(int _fd, const void *_data, size_t _size, int _timeout_ms, size_t *_ret_moved);

/**
 * Writes all of `count` pieces of memory, one behind the other, as leat_io_write_all does one. There may be more than IOV_MAX.
 *
 * Returns 0 when all is written; -1 on failure.
 *
 * Writes to `ret_moved`, on every return, how many bytes were written; it may be NULL. The pieces are left as they are.
 *
 * Errors: as of leat_io_write_all. EFAULT `parts` is NULL and `count` is not 0. EINVAL `count` is negative. ENOMEM.
 *
 * Threads: safe; as leat_io_write_all.
 */
int leat_io_writev_all(int _fd, const struct iovec *_parts, int _count, int _timeout_ms, size_t *_ret_moved);

/**
 * Writes one frame: the size of `data` in 4 bytes, the highest first, and then the data, by one call of the kernel where that
 * takes it whole. leat_reader_frame reads it. `size` is at most 2^32 - 1, and as large as the reader allows.
 *
 * Returns 0 when all is written; -1 on failure.
 *
 * Errors: as of leat_io_write_all; after ETIMEDOUT, EAGAIN and ECANCELED a part of the frame may be written, and the stream is
 * of no use any more. EMSGSIZE `size` is larger than 2^32 - 1. To write frames of at most PIPE_BUF - 4 bytes to a pipe,
 * several processes may use it at a time.
 *
 * Threads: safe; as leat_io_write_all.
 */
int leat_io_frame_write(int _fd, const void *_data, size_t _size, int _timeout_ms);

/**
 * Moves bytes from one descriptor to another: at most `most`, or with UINT64_MAX all to the end. Where the kernel can do that
 * by itself (copy_file_range(2), splice(2), sendfile(2)) they do not come into the process; elsewhere they are read and
 * written. Files are read and written at their positions, which move. A pipe or socket that nobody reads any more is EPIPE,
 * and no SIGPIPE: when the next byte comes for it. (leat_io_pump sees that of a pipe at once.)
 *
 * From a file to a pipe or socket its pages may go themselves: while nobody has read them there, who writes over that part of
 * the file, or cuts it off, changes what will be read. What is to be changed again so soon is read and written. The packets of
 * a pipe (LEAT_PIPE_PACKET) become bytes; but those of one that pipe2(2) has made stay packets in another pipe. Of a packet, or
 * a datagram, that is longer than what is still to be moved the rest may be lost.
 *
 * Returns 0 when `most` bytes were moved, or with UINT64_MAX all; LEAT_EOF (1) if the end came before; -1 on failure.
 *
 * Writes to `ret_moved`, on every return, how many bytes were moved; it may be NULL.
 *
 * Errors: as of leat_io_read_all and leat_io_write_all. EINVAL both are the same pipe, or the same file at places that overlap
 * (to copy it to its own end is possible, and does not go on for ever). ENOMEM. Where the bytes go through the process, and
 * `from` is no file, what was read and could not be written any more is lost: at most 64 KiB.
 *
 * Threads: safe.
 */
int leat_io_copy(int _to, int _from, uint64_t _most, int _timeout_ms, uint64_t *_ret_moved);

/**
 * Moves several flows of bytes at once, so that none waits for another, until all have ended. Who writes to a program and
 * reads both of its outputs one after the other waits for ever as soon as a pipe is full; so it does not. As in
 *
 *     struct leat_io_flow flows[2] = {LEAT_IO_FLOW_INIT, LEAT_IO_FLOW_INIT};
 *
 *     flows[0].from = LEAT_IO_MEMORY; flows[0].data = text; flows[0].data_size = strlen(text);
 *     flows[0].to = LEAT_IO_FD;       flows[0].to_fd = to_child; flows[0].flags = LEAT_IO_CLOSE;
 *     flows[1].from = LEAT_IO_FD;     flows[1].from_fd = from_child;
 *     flows[1].to = LEAT_IO_MEMORY;   flows[1].buffer = answer; flows[1].capacity = sizeof answer;
 *     if (leat_io_pump(flows, 2, 10000) == -1)
 *         leat_perror("child");
 *
 * Returns 0 when all have ended, which is not a failure of those that are broken or had enough; -1 on failure.
 *
 * Writes to each flow, on every return, its `state`, `error`, `moved` and `dropped` (of this call), and -1 to `to_fd` if that
 * was closed. Nothing is written if the arguments are refused.
 *
 * Errors: of the first flow that has failed; the others went on to their ends. ETIMEDOUT, EAGAIN, ECANCELED the time was over,
 * or a stop was thrown: some are LEAT_IO_GOING. What such a flow had read from one descriptor and not yet written to another
 * is dropped (at most 64 KiB). EFAULT `flows` or what one needs is NULL. EINVAL one has an unknown kind or flag, its `size` is
 * not that of the first, it leads from a pipe into the same, or from a file to what of the same file is still to be read, or
 * to its end, or what it is to close is used by another. E2BIG it was compiled with a newer leat. ENOMEM.
 *
 * Ownership: the flows, their memory and their descriptors are the caller's, but for what LEAT_IO_CLOSE has closed.
 *
 * Threads: safe. Sinks are called by this thread.
 */
int leat_io_pump(struct leat_io_flow *_flows, size_t _count, int _timeout_ms);

/**
 * Waits until at least one of `count` descriptors is ready for what is wanted of it. With none it waits for the time or a
 * stop.
 *
 * Returns how many are ready; -1 on failure.
 *
 * Writes the `ready` of each.
 *
 * Errors: ETIMEDOUT, EAGAIN none was in time. ECANCELED a stop was thrown. EBADF one of them is not open. EFAULT `interests`
 * is NULL and `count` is not 0. EINVAL unknown bits are wanted, `reserved` is not 0, `timeout_ms`, or there are more than
 * RLIMIT_NOFILE. ENOMEM. See poll(2).
 *
 * Threads: safe.
 */
int leat_io_wait(struct leat_io_interest *_interests, size_t _count, int _timeout_ms);

/**
 * Makes the open file non-blocking (O_NONBLOCK), or not if `on` is 0. It concerns every process and descriptor that shares it;
 * leat's own functions need it neither way.
 *
 * Returns 1 if it was non-blocking before, 0 if not; -1 on failure.
 *
 * Errors: EBADF `fd` is not open.
 *
 * Threads: safe.
 */
int leat_io_set_nonblocking(int _fd, int _on);

/**
 * Has the descriptor stay open when this process executes another program, or be closed then (FD_CLOEXEC) if `on` is 0. A
 * child of another thread inherits what is open at that moment: leat_process_spawn, which gives a child just the descriptors
 * that it is to have, needs no such thing.
 *
 * Returns 1 if it was inherited before, 0 if not; -1 on failure.
 *
 * Errors: EBADF `fd` is not open.
 *
 * Threads: safe.
 */
int leat_io_set_inherited(int _fd, int _on);

/**
 * Mirrors open(2): opens a file and returns its descriptor, the lowest that is free. The mode is read if the flags
 * have O_CREAT or O_TMPFILE. Errors: as open(2).
 */
int leat_open(const char *_path, int _flags, ...);

/**
 * Mirrors openat(2): as leat_open; a relative path starts at the given directory (AT_FDCWD: at the working
 * directory). The mode is read if the flags have O_CREAT or O_TMPFILE. Errors: as openat(2).
 */
int leat_openat(int _dir_fd, const char *_path, int _flags, ...);

/**
 * Mirrors fcntl(2): duplicates a descriptor, reads or sets its flags, or locks a part of its file, as the command
 * says. The command also decides whether a further argument is read, and of which type. Errors: as fcntl(2).
 */
int leat_fcntl(int _fd, int _command, ...);

/**
 * Mirrors ioctl(2): asks something of the driver of a device, or of the kernel about a terminal or socket, or sets
 * it. Whether there is a further argument, and which, is known to the driver alone. Errors: as ioctl(2).
 */
int leat_ioctl(int _fd, unsigned long _request, ...);

/** Mirrors close(2): gives up a descriptor. It is gone after EINTR too: never close it again. Errors: as close(2). */
int leat_close(int _fd);

/**
 * Mirrors read(2): reads at most that many bytes and returns how many; fewer is no error, 0 is end of file.
 * Errors: as read(2).
 */
ssize_t leat_read(int _fd, void *_buffer, size_t _size);

/**
 * Mirrors write(2): writes at most that many bytes and returns how many; fewer is no error. Into a pipe that
 * nobody reads: SIGPIPE, then EPIPE. Errors: as write(2).
 */
ssize_t leat_write(int _fd, const void *_buffer, size_t _size);

/**
 * Mirrors readv(2): reads into several buffers, filling each before the next, and returns the number of bytes.
 * Errors: as readv(2).
 */
ssize_t leat_readv(int _fd, const struct iovec *_parts, int _count);

/**
 * Mirrors writev(2): writes several buffers one after the other and returns the number of bytes; fewer is no
 * error. Errors: as writev(2).
 */
ssize_t leat_writev(int _fd, const struct iovec *_parts, int _count);

/**
 * Mirrors pread(2): reads at an offset of the file; the descriptor's own position stays where it is.
 * Errors: as pread(2).
 */
ssize_t leat_pread(int _fd, void *_buffer, size_t _size, off_t _offset);

/**
 * Mirrors pwrite(2): writes at an offset of the file; the descriptor's own position stays where it is.
 * Errors: as pwrite(2).
 */
ssize_t leat_pwrite(int _fd, const void *_buffer, size_t _size, off_t _offset);

/**
 * Mirrors preadv(2): as leat_readv, at an offset of the file; the descriptor's own position stays where it is.
 * Errors: as preadv(2).
 */
ssize_t leat_preadv(int _fd, const struct iovec *_parts, int _count, off_t _offset);

/**
 * Mirrors pwritev(2): as leat_writev, at an offset of the file; the descriptor's own position stays where it is.
 * Errors: as pwritev(2).
 */
ssize_t leat_pwritev(int _fd, const struct iovec *_parts, int _count, off_t _offset);

/**
 * Mirrors lseek(2): moves a descriptor's position and returns it, in bytes from the start of the file.
 * Errors: as lseek(2).
 */
off_t leat_lseek(int _fd, off_t _offset, int _whence);

/**
 * Mirrors ftruncate(2): sets the length of a file or of a shared memory object; what is added reads as zeros.
 * Errors: as ftruncate(2).
 */
int leat_ftruncate(int _fd, off_t _length);

/**
 * Mirrors posix_fallocate(3): has room on the disk, or in memory, for these bytes of a file, which grows if they end
 * behind its end. Returns 0, or an error number; errno is not set. Errors: as posix_fallocate(3).
 */
int leat_posix_fallocate(int _fd, off_t _offset, off_t _length);

/**
 * Mirrors fallocate(2): as leat_posix_fallocate, or what else the mode says: gives room back, takes bytes out of the
 * middle. Returns 0, or -1 with errno. Errors: as fallocate(2).
 */
int leat_fallocate(int _fd, int _mode, off_t _offset, off_t _length);

/** Mirrors fsync(2): returns when a file's data and metadata have reached the disk. Errors: as fsync(2). */
int leat_fsync(int _fd);

/**
 * Mirrors sendfile(2): copies bytes from a file to another descriptor inside the kernel and returns how many;
 * fewer is no error. An offset of NULL is the input's own position. Errors: as sendfile(2).
 */
ssize_t leat_sendfile(int _out_fd, int _in_fd, off_t *_offset, size_t _count);

/**
 * Mirrors copy_file_range(2): copies bytes from file to file inside the kernel and returns how many; fewer is no
 * error. An offset of NULL is the descriptor's position. Errors: as copy_file_range(2).
 */
ssize_t leat_copy_file_range(int _in_fd, off_t *_in_offset, int _out_fd, off_t *_out_offset, size_t _size,
                             unsigned int _flags);

/**
 * Mirrors dup(2): makes the lowest free descriptor a second one for the same open file, and returns it.
 * Errors: as dup(2).
 */
int leat_dup(int _fd);

/**
 * Mirrors dup2(2): makes the second descriptor one for the first's open file, closing what it was before, and
 * returns it. Errors: as dup2(2).
 */
int leat_dup2(int _fd, int _new_fd);

/**
 * Mirrors dup3(2): as leat_dup2, but O_CLOEXEC may be given, and two equal descriptors are EINVAL.
 * Errors: as dup3(2).
 */
int leat_dup3(int _fd, int _new_fd, int _flags);

/**
 * Mirrors poll(2): waits until one of the descriptors is ready, at most so many milliseconds (-1: for ever), and
 * returns how many are; 0 if the time is over. Errors: as poll(2).
 */
int leat_poll(struct pollfd *_fds, unsigned long _count, int _timeout_ms);

#if defined(LEAT_HAVE_SIGSET)
/**
 * Mirrors ppoll(2): as leat_poll, but with a timespec (NULL: for ever) and, while it waits, another signal mask
 * (NULL: the same). Errors: as ppoll(2).
 */
int leat_ppoll(struct pollfd *_fds, unsigned long _count, const struct timespec *_timeout, const sigset_t *_mask);
#endif

/**
 * Mirrors select(2): waits until a descriptor below the count is ready, at most the given time (NULL: for ever);
 * leaves the ready ones in the sets (each may be NULL) and returns how many. Errors: as select(2).
 */
int leat_select(int _count, fd_set *_read_fds, fd_set *_write_fds, fd_set *_except_fds, struct timeval *_timeout);

#if defined(LEAT_HAVE_SIGSET)
/**
 * Mirrors pselect(2): as leat_select, but with a timespec, which is left as it was, and, while it waits, another
 * signal mask (NULL: the same). Errors: as pselect(2).
 */
int leat_pselect(int _count, fd_set *_read_fds, fd_set *_write_fds, fd_set *_except_fds,
                 const struct timespec *_timeout, const sigset_t *_mask);
#endif

/**
 * Mirrors epoll_create1(2): makes an epoll instance, which many descriptors can be waited for with, and returns
 * its descriptor. Errors: as epoll_create1(2).
 */
int leat_epoll_create1(int _flags);

/**
 * Mirrors epoll_ctl(2): adds a descriptor to an epoll instance, removes it, or changes which of its events count.
 * Errors: as epoll_ctl(2).
 */
int leat_epoll_ctl(int _epoll_fd, int _operation, int _fd, struct epoll_event *_event);

/**
 * Mirrors epoll_wait(2): waits for events of an epoll instance, at most so many milliseconds (-1: for ever), and
 * returns how many it stored; 0 if the time is over. Errors: as epoll_wait(2).
 */
int leat_epoll_wait(int _epoll_fd, struct epoll_event *_events, int _count, int _timeout_ms);

#if defined(LEAT_HAVE_SIGSET)
/**
 * Mirrors epoll_pwait(2): as leat_epoll_wait, with another signal mask while it waits (NULL: the same).
 * Errors: as epoll_pwait(2).
 */
int leat_epoll_pwait(int _epoll_fd, struct epoll_event *_events, int _count, int _timeout_ms, const sigset_t *_mask);
#endif

/**
 * Mirrors eventfd(2): makes a counter that is read, added to and waited for through a descriptor, which it
 * returns. Errors: as eventfd(2).
 */
int leat_eventfd(unsigned int _value, int _flags);

/**
 * Mirrors creat(2): opens a file for writing and returns its descriptor; makes the file, or empties the one that
 * is there. Errors: as creat(2).
 */
int leat_creat(const char *_path, mode_t _mode);

/**
 * Mirrors unlink(2): removes a name of a file. The file itself goes with its last name and its last open
 * descriptor. Errors: as unlink(2).
 */
int leat_unlink(const char *_path);

/** Mirrors remove(3): as leat_unlink, and as leat_rmdir if the name is that of a directory. Errors: as remove(3). */
int leat_remove(const char *_path);

/**
 * Mirrors rename(2): gives a file another name, in one step; a file that had that name is replaced.
 * Errors: as rename(2).
 */
int leat_rename(const char *_old_path, const char *_new_path);

/** Mirrors mkdir(2): makes a directory. The umask takes bits from the mode. Errors: as mkdir(2). */
int leat_mkdir(const char *_path, mode_t _mode);

/** Mirrors rmdir(2): removes a directory, which must be empty. Errors: as rmdir(2). */
int leat_rmdir(const char *_path);

/** Mirrors chdir(2): changes the working directory of the process. Errors: as chdir(2). */
int leat_chdir(const char *_path);

/** Mirrors fchdir(2): as leat_chdir, to the directory that a descriptor is open for. Errors: as fchdir(2). */
int leat_fchdir(int _fd);

/**
 * Mirrors getcwd(3): stores the path of the working directory, with its NUL, and returns the buffer; NULL if it has
 * not so much room (ERANGE), or on another failure. For a buffer of NULL glibc makes one, which free(3) ends.
 * Errors: as getcwd(3).
 */
char *leat_getcwd(char *_buffer, size_t _size);

/** Mirrors chmod(2): sets the permission bits of a file. Errors: as chmod(2). */
int leat_chmod(const char *_path, mode_t _mode);

/** Mirrors fchmod(2): as leat_chmod, of the file that a descriptor is open for. Errors: as fchmod(2). */
int leat_fchmod(int _fd, mode_t _mode);

/**
 * Mirrors chown(2): gives a file to another owner and group; (uid_t)-1 and (gid_t)-1 leave what it has. Only root may
 * give a file away. Errors: as chown(2).
 */
int leat_chown(const char *_path, uid_t _owner, gid_t _group);

/** Mirrors lchown(2): as leat_chown, but of a symbolic link itself. Errors: as lchown(2). */
int leat_lchown(const char *_path, uid_t _owner, gid_t _group);

/** Mirrors fchown(2): as leat_chown, of the file that a descriptor is open for. Errors: as fchown(2). */
int leat_fchown(int _fd, uid_t _owner, gid_t _group);

/**
 * Mirrors access(2): asks whether the real user may read, write or execute a file (R_OK, W_OK, X_OK), or whether
 * it is there (F_OK). Errors: as access(2).
 */
int leat_access(const char *_path, int _mode);

/**
 * Mirrors stat(2): tells a file's kind, mode, owner, size and times; of a symbolic link, those of what it points
 * to. Errors: as stat(2).
 */
int leat_stat(const char *_path, struct stat *_status);

/** Mirrors fstat(2): as leat_stat, of the file that a descriptor is open for. Errors: as fstat(2). */
int leat_fstat(int _fd, struct stat *_status);

/** Mirrors lstat(2): as leat_stat, but of a symbolic link itself. Errors: as lstat(2). */
int leat_lstat(const char *_path, struct stat *_status);

/** Mirrors truncate(2): sets the length of a file; what is added reads as zeros. Errors: as truncate(2). */
int leat_truncate(const char *_path, off_t _length);

/**
 * Mirrors umask(2): sets which permission bits the files that the process makes shall not have; returns the ones
 * before. Errors: none, as umask(2).
 */
mode_t leat_umask(mode_t _mask);

/**
 * Mirrors opendir(3): opens a directory, to be read with readdir(3); returns NULL on failure.
 * Errors: as opendir(3).
 */
DIR *leat_opendir(const char *_path);

/**
 * Mirrors mkstemp(3): makes a file whose name nobody else has, and returns a descriptor to read and write it. The
 * name given ends in XXXXXX, which it replaces, so it must not be a string literal. Errors: as mkstemp(3).
 */
int leat_mkstemp(char *_name);

/**
 * Mirrors mkdtemp(3): as leat_mkstemp, but makes a directory; returns the name, or NULL.
 * Errors: as mkdtemp(3).
 */
char *leat_mkdtemp(char *_name);

/** Mirrors link(2): gives a file a second name, in the same file system. Errors: as link(2). */
int leat_link(const char *_path, const char *_new_path);

/**
 * Mirrors symlink(2): makes a symbolic link that points to a name; whether there is such a file does not matter.
 * Errors: as symlink(2).
 */
int leat_symlink(const char *_target, const char *_path);

/**
 * Mirrors readlink(2): stores the name that a symbolic link points to, without a NUL, and returns its length; what
 * does not fit is cut. Errors: as readlink(2).
 */
ssize_t leat_readlink(const char *_path, char *_buffer, size_t _size);

/**
 * Mirrors linkat(2): as leat_link; a relative path starts at the directory given before it (AT_FDCWD: at the working
 * directory). AT_SYMLINK_FOLLOW: not a symbolic link gets the name, but what it points to. Errors: as linkat(2).
 */
int leat_linkat(int _dir_fd, const char *_path, int _new_dir_fd, const char *_new_path, int _flags);

/**
 * Mirrors unlinkat(2): as leat_unlink, or with AT_REMOVEDIR as leat_rmdir; a relative path starts at the given
 * directory (AT_FDCWD: at the working directory). Errors: as unlinkat(2).
 */
int leat_unlinkat(int _dir_fd, const char *_path, int _flags);

/**
 * Mirrors renameat(2): as leat_rename; a relative path starts at the directory given before it (AT_FDCWD: at the
 * working directory). Errors: as renameat(2).
 */
int leat_renameat(int _old_dir_fd, const char *_old_path, int _new_dir_fd, const char *_new_path);

/**
 * Mirrors mkdirat(2): as leat_mkdir; a relative path starts at the given directory (AT_FDCWD: at the working
 * directory). Errors: as mkdirat(2).
 */
int leat_mkdirat(int _dir_fd, const char *_path, mode_t _mode);

/**
 * Mirrors fstatat(2): as leat_stat, or with AT_SYMLINK_NOFOLLOW as leat_lstat; a relative path starts at the given
 * directory (AT_FDCWD: at the working directory). Errors: as fstatat(2).
 */
int leat_fstatat(int _dir_fd, const char *_path, struct stat *_status, int _flags);

/**
 * Mirrors fopen(3): opens a file as a stream ("r", "w", "a", each also with "+" or "e"); returns NULL on failure.
 * Errors: as fopen(3).
 */
FILE *leat_fopen(const char *_path, const char *_mode);

/**
 * Mirrors fdopen(3): makes a stream of a descriptor, which fclose will then close too; returns NULL on failure.
 * Errors: as fdopen(3).
 */
FILE *leat_fdopen(int _fd, const char *_mode);

/**
 * Mirrors freopen(3): closes a stream's file and opens another in its place, as for sending stdout elsewhere;
 * returns NULL on failure. Errors: as freopen(3).
 */
FILE *leat_freopen(const char *_path, const char *_mode, FILE *_stream);

/** Mirrors fflush(3): writes what a stream has buffered (NULL: what all have); 0, or EOF. Errors: as fflush(3). */
int leat_fflush(FILE *_stream);

/**
 * Mirrors fclose(3): writes what a stream has buffered, then closes it and its descriptor; 0, or EOF.
 * Errors: as fclose(3).
 */
int leat_fclose(FILE *_stream);

/** Mirrors isatty(3): asks whether a descriptor is open for a terminal: 1, or 0 with errno. Errors: as isatty(3). */
int leat_isatty(int _fd);

/**
 * Mirrors tcgetattr(3): tells a terminal's settings: echo, whole lines or single characters, which characters make
 * signals. Errors: as tcgetattr(3).
 */
int leat_tcgetattr(int _fd, struct termios *_attributes);

/**
 * Mirrors tcsetattr(3): changes a terminal's settings, at once (TCSANOW), when all output is written (TCSADRAIN), or
 * then and without the input not yet read (TCSAFLUSH). 0 also if only some could be changed.
 * Errors: as tcsetattr(3).
 */
int leat_tcsetattr(int _fd, int _when, const struct termios *_attributes);

/**
 * Mirrors posix_openpt(3): makes a pseudoterminal and returns the descriptor of its master, at which a program stands
 * for the user. Errors: as posix_openpt(3).
 */
int leat_posix_openpt(int _flags);

/**
 * Mirrors grantpt(3): gives the slave of a pseudoterminal, whose master the descriptor is, to this user.
 * Errors: as grantpt(3).
 */
int leat_grantpt(int _fd);

/**
 * Mirrors unlockpt(3): lets the slave of a pseudoterminal, whose master the descriptor is, be opened.
 * Errors: as unlockpt(3).
 */
int leat_unlockpt(int _fd);

/**
 * Mirrors ptsname(3): returns the name of the slave of a pseudoterminal, whose master the descriptor is, until the
 * next call, also of another thread; or NULL. Errors: as ptsname(3).
 */
char *leat_ptsname(int _fd);

/**
 * Mirrors __read_chk, which read(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer has less room
 * than the size. Errors: as read(2).
 */
ssize_t leat_read_chk(int _fd, void *_buffer, size_t _size, size_t _room);

/**
 * Mirrors __pread_chk, which pread(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer has less
 * room than the size. Errors: as pread(2).
 */
ssize_t leat_pread_chk(int _fd, void *_buffer, size_t _size, off_t _offset, size_t _room);

/**
 * Mirrors __poll_chk, which poll(2) becomes under _FORTIFY_SOURCE: it ends the process if the array has less room,
 * in bytes, than the count. Errors: as poll(2).
 */
int leat_poll_chk(struct pollfd *_fds, unsigned long _count, int _timeout_ms, size_t _room);

#if defined(LEAT_HAVE_SIGSET)
/**
 * Mirrors __ppoll_chk, which ppoll(2) becomes under _FORTIFY_SOURCE: it ends the process if the array has less
 * room, in bytes, than the count. Errors: as ppoll(2).
 */
int leat_ppoll_chk(struct pollfd *_fds, unsigned long _count, const struct timespec *_timeout, const sigset_t *_mask,
                   size_t _room);
#endif

/**
 * Mirrors __open_2, which open(2) without a mode becomes under _FORTIFY_SOURCE: it ends the process if the flags
 * need one. Errors: as open(2).
 */
int leat_open_2(const char *_path, int _flags);

/**
 * Mirrors __openat_2, which openat(2) without a mode becomes under _FORTIFY_SOURCE: it ends the process if the
 * flags need one. Errors: as openat(2).
 */
int leat_openat_2(int _dir_fd, const char *_path, int _flags);

/**
 * Mirrors __readlink_chk, which readlink(2) becomes under _FORTIFY_SOURCE: it ends the process if the buffer has less
 * room than the size. Errors: as readlink(2).
 */
ssize_t leat_readlink_chk(const char *_path, char *_buffer, size_t _size, size_t _room);

/**
 * Mirrors __getcwd_chk, which getcwd(3) becomes under _FORTIFY_SOURCE: it ends the process if the buffer has less room
 * than the size. Errors: as getcwd(3).
 */
char *leat_getcwd_chk(char *_buffer, size_t _size, size_t _room);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_IO_H */
