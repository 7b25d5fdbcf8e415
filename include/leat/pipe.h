/*
 * leat/pipe.h: pipes.
 * Made by cbindgen from src/pipe/: edit the comments there.
 */
#ifndef LEAT_PIPE_H
#define LEAT_PIPE_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Both ends are non-blocking: what would wait fails with EAGAIN (O_NONBLOCK). */
#define LEAT_PIPE_NONBLOCK 1

/**
 * Each write of at most PIPE_BUF bytes is one packet, and each read gets one; what the reader's buffer has no room for is lost
 * (O_DIRECT, pipe(2)).
 */
#define LEAT_PIPE_PACKET 2

/**
 * Mirrors pipe(2): makes a pipe. Stores its two descriptors: the first is read from, the second written to.
 * Errors: as pipe(2).
 */
int leat_pipe(int _fds[2]);

/** Mirrors pipe2(2): as leat_pipe, with flags for both ends: O_CLOEXEC, O_NONBLOCK, O_DIRECT. Errors: as pipe2(2). */
int leat_pipe2(int _fds[2], int _flags);

/**
 * Mirrors splice(2): moves bytes between a pipe and another descriptor inside the kernel and returns how many; 0
 * is end of file. The offset of what is no pipe may be given; that of a pipe is NULL. Errors: as splice(2).
 */
ssize_t leat_splice(int _in_fd, off_t *_in_offset, int _out_fd, off_t *_out_offset, size_t _size, unsigned int _flags);

/**
 * Mirrors tee(2): copies bytes from one pipe to another and leaves them in the first, too; returns how many, 0 at
 * end of file. Errors: as tee(2).
 */
ssize_t leat_tee(int _in_fd, int _out_fd, size_t _size, unsigned int _flags);

/**
 * Mirrors vmsplice(2): puts pages of memory into a pipe without a copy (change them only when they have been
 * read), or reads from a pipe into memory; returns how many bytes. Errors: as vmsplice(2).
 */
ssize_t leat_vmsplice(int _fd, const struct iovec *_parts, size_t _count, unsigned int _flags);

/**
 * Makes a pipe, both ends of which are closed by exec (O_CLOEXEC), whatever the flags: 0, or LEAT_PIPE_NONBLOCK and
 * LEAT_PIPE_PACKET. A child that is to have one gets it by leat_process_spawn, or dup2(2)s it.
 *
 * Returns 0; -1 on failure.
 *
 * Writes to `ret_ends`: the end to read from, and the end to write to.
 *
 * Errors: EFAULT `ret_ends` is NULL. EINVAL unknown flags. EMFILE, ENFILE too many descriptors, or too many pages in pipes of
 * this user. ENOMEM. See pipe(2).
 *
 * Ownership: the descriptors are the caller's.
 *
 * Threads: safe. No other thread's fork and exec can inherit the ends between two steps.
 */
int leat_pipe_open(int _flags, int _ret_ends[2]);

/**
 * Tells how many bytes the pipe or FIFO holds before a write waits: 65,536 unless it was changed. It is a number of pages, of
 * which some may be filled only partly, so that a pipe can be full with fewer bytes.
 *
 * Returns the capacity in bytes; -1 on failure.
 *
 * Errors: EBADF `fd` is not open, or no pipe. See F_GETPIPE_SZ in fcntl(2).
 *
 * Threads: safe.
 */
int leat_pipe_capacity(int _fd);

/**
 * Makes the pipe or FIFO hold at least `size` bytes (from 1 to 2^30), or fewer than now if what is in it fits. The kernel
 * rounds up to a power of two, of one page at least. Either end can be given; it is the same pipe.
 *
 * Returns what the capacity has become, in bytes; -1 on failure.
 *
 * Errors: EPERM it is more than /proc/sys/fs/pipe-max-size (1 MiB by default), or the pipes of this user would have more pages
 * together than /proc/sys/fs/pipe-user-pages-soft; the explanation tells which, and the limit. EBUSY what is in it now would
 * not fit. EINVAL `size`. EBADF `fd` is not open, or no pipe. ENOMEM. See F_SETPIPE_SZ in fcntl(2).
 *
 * Threads: safe.
 */
int leat_pipe_set_capacity(int _fd, size_t _size);

/**
 * Tells how many bytes are in the pipe or FIFO, written and not read yet. Either end can be given. Others may write and read
 * meanwhile.
 *
 * Returns the number of bytes; -1 on failure.
 *
 * Errors: EBADF `fd` is not open, or no pipe. See FIONREAD in ioctl_tty(2).
 *
 * Threads: safe.
 */
int leat_pipe_queued(int _fd);

/**
 * Writes all of a large block of memory to a pipe, mostly without copying it: its pages are put into the pipe, and the reader
 * copies from them (vmsplice(2)). It returns when the memory is the caller's own again: every byte is in the pipe or through
 * it, and what is still in it is a copy. (The last pipeful is always written by copying, behind which nothing lent can be.)
 * Nobody may change the memory while the call is under way, or the reader gets what it was changed to.
 *
 * It is the caller's own again only for readers that copy: read(2), or leat_io_read_all. Who passes the pages on by splice(2)
 * or tee(2) to another pipe, as leat_io_copy may, or to a socket or a file, shares them with this process until they have left
 * those, too, and nobody can tell when. With such readers lend memory that is not changed afterwards; it may be unmapped.
 *
 * For 2 MiB or more a pipe that holds less than 512 KiB is made to hold that, or what this user may have, and stays so
 * (leat_pipe_set_capacity): in a small pipe there is nothing to be won. Less than a pipeful is just written, and so is
 * all of it where pages cannot be lent: to a pipe of packets, to what is no pipe, out of memory of which the kernel gives no
 * pages. No SIGPIPE is raised. `timeout_ms` is LEAT_FOREVER, 0 or milliseconds.
 *
 * Returns 0; -1 on failure.
 *
 * Writes to `ret_moved`, on success and on failure, unless it is NULL: how many bytes are in the pipe or through it.
 *
 * When it fails the bytes before `ret_moved` were sent, and those behind it were not. Of those sent some may be in the pipe
 * yet, and in it they are lent: the memory before `ret_moved` must not be changed until either the reader has read all of them
 * (as when leat_pipe_queued is 0), or calls for the rest, at data + ret_moved, have succeeded: one that returns 0 sets free
 * what the failed ones before it have lent. (ret_moved may equal size then; call with size 0 does nothing, so wait for the
 * reader.) After EPIPE nobody reads any more, unless it is a FIFO, which another may open while this end stays open; close it.
 *
 * Errors: EPIPE no reader has it open. ETIMEDOUT the time is over. EAGAIN with 0 it would wait. ECANCELED the stop of this
 * thread was thrown. EFAULT `data` is NULL, or not all of it can be read. EINVAL `timeout_ms`. EBADF `fd` is not open for
 * writing. Those of write(2), where it is no pipe.
 *
 * Ownership: the memory is the caller's, and lent while the call is under way, or as said above.
 *
 * Threads: safe; other writers' bytes may come between. Not a cancellation point.
 */
int leat_pipe_lend(int _fd, const void *_data, size_t _size, int _timeout_ms, size_t *_ret_moved);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_PIPE_H */
