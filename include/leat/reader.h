/*
 * leat/reader.h: lines, pieces and frames from any descriptor.
 * Made by cbindgen from src/reader/: edit the comments there.
 */
#ifndef LEAT_READER_H
#define LEAT_READER_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct leat_reader leat_reader;

/** How a reader is made: for leat_reader_new. */
struct leat_reader_options {
  /** The size of this struct: LEAT_READER_OPTIONS_INIT sets it. */
  size_t size;
  /** How many bytes the buffer has at first, and so are read at a time; 0 is 65,536, and less than 64 is 64. */
  size_t capacity;
  /**
   * The most bytes of a line, a frame or another item; 0 is 1,048,576, and SIZE_MAX as many as there is memory for. The
   * buffer grows for one that is larger than it.
   */
  size_t longest;
};

/** A struct leat_reader_options of which all is the default. */
#define LEAT_READER_OPTIONS_INIT {sizeof(struct leat_reader_options), 0, 0}

/**
 * Makes a buffered reader of a descriptor: a file, pipe, FIFO, socket or terminal, blocking or not. As in
 *
 *     leat_reader *reader = leat_reader_new(fd, NULL);
 *     const char *line;
 *
 *     while (leat_reader_line(reader, LEAT_FOREVER, &line, NULL) == 1)
 *         puts(line);
 *     leat_reader_free(reader);
 *
 * Nothing is read before it is asked for, but more than that may be then: do not let a child read on from the same descriptor.
 * `options` may be NULL.
 *
 * Of a socket of datagrams, or a pipe of packets, whose borders are not kept, each comes whole that has no more bytes than a
 * quarter of `capacity`; of a larger one what there is no room for is lost, and an empty one is the end.
 *
 * Returns it; NULL on failure.
 *
 * Errors: EINVAL the size in `options` is 0. E2BIG it has members that this version does not know. ENOMEM.
 *
 * Ownership: the reader is the caller's, until leat_reader_free. The descriptor is borrowed: it stays open, and what is read
 * by others meanwhile the reader does not get.
 *
 * Threads: safe. What takes a reader is used by one thread at a time: another gets EBUSY.
 */
leat_reader *leat_reader_new(int _fd, const struct leat_reader_options *_options);

/**
 * Reads the next line. The last one need not end with a newline, and is not told apart: where a writer that is killed must not
 * seem to have written a whole one, take frames (leat_reader_frame). (A "\r" before the newline is a byte of the line: lines that
 * end with both are read by leat_reader_until_text.)
 *
 * Returns 1 if there is a line, 0 at the end of the input (a terminal, or a file that grows, may have more later); -1 on
 * failure.
 *
 * Writes to `ret_line` the line without its newline, ended by a NUL, and to `ret_length` its length in bytes, which also
 * counts NULs that are in it; it may be NULL.
 *
 * Errors: ETIMEDOUT, EAGAIN, ECANCELED the time was over, or a stop was thrown; what has come of the line stays for the next
 * call. EMSGSIZE it is longer than `longest`; it stays, and leat_reader_take_rest gives what has come of it. EFAULT `reader`
 * or `ret_line` is NULL. EINVAL `timeout_ms`. EBUSY, EPERM see leat.h. ENOMEM. Those of read(2), and of recv(2) for a socket.
 *
 * Ownership: the line is the reader's, valid until its next call.
 *
 * Threads: see leat_reader_new.
 */
int leat_reader_line(leat_reader *_reader, int _timeout_ms, const char **_ret_line, size_t *_ret_length);

/**
 * Reads the next piece that ends with `delimiter`, a byte from 0 to 255, as leat_reader_line reads one that ends with a
 * newline.
 *
 * Returns 1 if there is a piece, 0 at the end of the input; -1 on failure.
 *
 * Writes to `ret_piece` the piece without its delimiter, ended by a NUL, and to `ret_length` its length; it may be NULL.
 *
 * Errors: as of leat_reader_line. EINVAL `delimiter` is no byte.
 *
 * Ownership: the piece is the reader's, valid until its next call.
 *
 * Threads: see leat_reader_new.
 */
int leat_reader_until(leat_reader *_reader, int _delimiter, int _timeout_ms, const char **_ret_piece,
                      size_t *_ret_length);

/**
 * Reads the next piece that ends with a text, as "\r\n": the `size` bytes at `delimiter`, from 1 to `longest`. Else it does as
 * leat_reader_until.
 *
 * Returns 1 if there is a piece, 0 at the end of the input; -1 on failure.
 *
 * Writes to `ret_piece` the piece without its delimiter, ended by a NUL, and to `ret_length` its length; it may be NULL. The
 * last one need not end with a delimiter; it may end with a part of one.
 *
 * Errors: as of leat_reader_line. EFAULT `delimiter` is NULL. EINVAL `size`.
 *
 * Ownership: the piece is the reader's, valid until its next call; the delimiter is the caller's, and no part of a piece.
 *
 * Threads: see leat_reader_new.
 */
int leat_reader_until_text(leat_reader *_reader, const void *_delimiter, size_t _size, int _timeout_ms,
                           const char **_ret_piece, size_t *_ret_length);

/**
 * Reads exactly `size` bytes, at most `longest`.
 *
 * Returns 1 if they are there, 0 if the input ended before, and then those that have come stay; -1 on failure.
 *
 * Writes to `ret_data` where they are.
 *
 * Errors: ETIMEDOUT, EAGAIN, ECANCELED as of leat_reader_line; what has come stays. EMSGSIZE `size` is more than `longest`.
 * EFAULT `reader` or `ret_data` is NULL. Else as of leat_reader_line.
 *
 * Ownership: the bytes are the reader's, valid until its next call.
 *
 * Threads: see leat_reader_new.
 */
int leat_reader_exact(leat_reader *_reader, size_t _size, int _timeout_ms, const void **_ret_data);

/**
 * Looks at what comes next without taking it: it waits until `size` bytes are there, at most `longest`, or the input has
 * ended.
 *
 * Returns 1 if there is something, or `size` is 0, which only asks what was read already; 0 at the end of the input; -1 on
 * failure.
 *
 * Writes to `ret_data` where it is, and to `ret_size`, which may be NULL, how many bytes are there: more than `size`, or fewer
 * before the end.
 *
 * Errors: as of leat_reader_exact.
 *
 * Ownership: the bytes are the reader's, valid until its next call.
 *
 * Threads: see leat_reader_new.
 */
int leat_reader_peek(leat_reader *_reader, size_t _size, int _timeout_ms, const void **_ret_data, size_t *_ret_size);

/**
 * Reads the next frame, as leat_io_frame_write writes it: the size in 4 bytes, the highest first, and so many bytes.
 *
 * Returns 1 if there is a frame, 0 at the end of the input, which is where a frame would begin; -1 on failure.
 *
 * Writes to `ret_data` where its bytes are, and to `ret_size`, which may be NULL, how many: 0 or more.
 *
 * Errors: ETIMEDOUT, EAGAIN, ECANCELED as of leat_reader_line; what has come stays. EMSGSIZE it is larger than `longest`, or
 * these are no frames; it stays. EBADMSG the input ended within a frame; what there is of it stays. EFAULT `reader` or
 * `ret_data` is NULL. Else as of leat_reader_line.
 *
 * Ownership: the bytes are the reader's, valid until its next call.
 *
 * Threads: see leat_reader_new.
 */
int leat_reader_frame(leat_reader *_reader, int _timeout_ms, const void **_ret_data, size_t *_ret_size);

/**
 * Takes what was read from the descriptor and not asked for yet, so that somebody else can go on with the descriptor; or, to be
 * dropped, before lseek(2) has the next be read elsewhere. It reads nothing.
 *
 * Returns 0; -1 on failure.
 *
 * Writes to `ret_data` where it is, and to `ret_size` how many bytes: 0 or more.
 *
 * Errors: EFAULT `reader`, `ret_data` or `ret_size` is NULL. EBUSY, EPERM see leat.h.
 *
 * Ownership: the bytes are the reader's, valid until its next call.
 *
 * Threads: see leat_reader_new.
 */
int leat_reader_take_rest(leat_reader *_reader, const void **_ret_data, size_t *_ret_size);

/**
 * Gives the descriptor that the reader reads from. It may be not ready although something is in the buffer: ask
 * leat_reader_peek with 0 ms, or take lines with 0 ms until EAGAIN, before waiting for it.
 *
 * Returns the descriptor; -1 on failure.
 *
 * Errors: EFAULT `reader` is NULL. EBUSY, EPERM see leat.h.
 *
 * Ownership: as for leat_reader_new.
 *
 * Threads: see leat_reader_new.
 */
int leat_reader_fd(leat_reader *_reader);

/**
 * Frees the reader and what it had given out. The descriptor stays open. NULL is nothing.
 *
 * Errors: none. errno is left as it was.
 *
 * Ownership: the caller may not use it any more.
 *
 * Threads: not while another uses it. Works in a forked child.
 */
void leat_reader_free(leat_reader *_reader);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_READER_H */
