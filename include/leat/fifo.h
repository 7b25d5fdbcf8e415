/*
 * leat/fifo.h: FIFOs, pipes with a name.
 * Made by cbindgen from src/fifo/: edit the comments there.
 */
#ifndef LEAT_FIFO_H
#define LEAT_FIFO_H

#include "base.h"
#include "server.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct leat_fifo_client leat_fifo_client;
typedef struct leat_fifo_server leat_fifo_server;

/** The FIFO stays when the server is freed, to be taken by the next. */
#define LEAT_FIFO_KEEP 1

/** What a server over a FIFO is to be like. */
struct leat_fifo_server_options {
  /** The size of this struct: LEAT_FIFO_SERVER_OPTIONS_INIT sets it. */
  size_t size;
  /**
   * How many bytes of answers wait for a client at most; 0: 65,536. What the client's own FIFO holds is beside that.
   */
  size_t queue_size;
  /**
   * How many clients there may be at a time; others are told that there are too many. Each takes a descriptor. 0: half as
   * many as this process may have (RLIMIT_NOFILE, when the server is made), so that however many come the host has the rest.
   */
  uint32_t most_clients;
  /** 0 or LEAT_FIFO_KEEP. */
  uint32_t flags;
  /** The mode of the FIFO, if it is made; 0: 0600. Who may write to it may be a client. */
  uint32_t mode;
  uint32_t reserved;
};

/** A struct leat_fifo_server_options of which all is the default. */
#define LEAT_FIFO_SERVER_OPTIONS_INIT {sizeof(struct leat_fifo_server_options), 0, 0, 0, 0, 0}

/**
 * Mirrors mkfifo(3): makes a FIFO, a pipe with a name in the file system. The umask takes bits from the mode.
 * Errors: as mkfifo(3).
 */
int leat_mkfifo(const char *_path, mode_t _mode);

/**
 * Mirrors mkfifoat(3): as leat_mkfifo; a relative path starts at the given directory (AT_FDCWD: at the working
 * directory). Errors: as mkfifoat(3).
 */
int leat_mkfifoat(int _dir_fd, const char *_path, mode_t _mode);

/**
 * Mirrors mknod(2): makes a file of the kind that the mode says: a FIFO (S_IFIFO), a regular file, a socket, or a
 * device. Errors: as mknod(2).
 */
int leat_mknod(const char *_path, mode_t _mode, dev_t _device);

/**
 * Sees to it that there is a FIFO at `path`: makes one, or takes the one that is there. A new one gets exactly `mode` (from 0
 * to 07777), whatever the umask(2); until then it has less. One that is there keeps the mode that it has. A symbolic link is
 * no FIFO, wherever it leads.
 *
 * Returns 0 if it was made, 1 if it was there; -1 on failure.
 *
 * Errors: EEXIST there is something else at `path`. EINVAL `mode`. EFAULT `path` is NULL. Those of mkfifo(3). EMFILE, ENFILE
 * its mode could not be looked at, and where the umask takes bits of it, those of chmod(2) below /proc/self/fd; then no FIFO
 * is left.
 *
 * Ownership: the file stays until it is removed (unlink(2)).
 *
 * Threads: safe.
 */
int leat_fifo_make(const char *_path, mode_t _mode);

/**
 * Opens one end of a FIFO, with O_RDONLY or O_WRONLY (fcntl.h) in `flags`, and waits until somebody has the other open, as
 * open(2) does; but no longer than `timeout_ms`: LEAT_FOREVER, 0 or milliseconds. With O_NONBLOCK, too, reads and writes
 * with the descriptor will not wait; it is waited for the other end all the same. exec closes it, with O_CLOEXEC and without.
 *
 * An end that is opened to read in vain was open meanwhile, and who comes to write just when the time is over may still find
 * a reader, which then goes. Who opens to write and finds nobody was not seen by anybody; it is told at once of readers that
 * come by themselves, and looks every 16 ms for those that wait in open(2).
 *
 * When the last writer has closed it, who reads sees the end, at once and each time, until another opens it: close it then, and
 * open it again to wait for that one, or take a server (leat_fifo_server_new), which does not end with its clients.
 *
 * Returns the descriptor; -1 on failure.
 *
 * Errors: ETIMEDOUT nobody has opened the other end. EAGAIN with 0 it is not open. ECANCELED the stop of this thread was
 * thrown. ENOENT there is no file at `path`. EINVAL it is no FIFO (ENXIO: a socket); other flags; `timeout_ms`. EFAULT `path`
 * is NULL. Those of open(2), and of inotify(7) none: where it cannot be used, it is looked every 16 ms.
 *
 * Ownership: the descriptor is the caller's.
 *
 * Threads: safe. Not a cancellation point.
 */
int leat_fifo_open(const char *_path, int _flags, int _timeout_ms);

/**
 * Writes one record to a FIFO or pipe: all of it in one piece, which no other writer's bytes come into, or nothing. That holds
 * for 1 to PIPE_BUF (4,096) bytes. `timeout_ms` is LEAT_FOREVER, 0 or milliseconds. No SIGPIPE is raised.
 *
 * Returns 0; -1 on failure, and then nothing was written.
 *
 * Errors: EPIPE nobody has it open to read. ETIMEDOUT there was no room. EAGAIN with 0 it would wait. EMSGSIZE `size`.
 * ECANCELED the stop of this thread was thrown. EFAULT `record` is NULL. EINVAL `timeout_ms`. EBADF `fd` is not open for
 * writing, or no pipe.
 *
 * Ownership: the record is copied.
 *
 * Threads: safe. Not a cancellation point.
 */
int leat_fifo_send(int _fd, const void *_record, size_t _size, int _timeout_ms);

/**
 * Makes a server for many clients over the FIFO at `path`, which is made if there is none. Clients use
 * leat_fifo_client_open or leat_fifo_request; with `options` NULL all is the default. As in
 *
 *     struct leat_server_event event = LEAT_SERVER_EVENT_INIT;
 *     leat_fifo_server *server = leat_fifo_server_new("/tmp/echo", NULL);
 *
 *     while (leat_fifo_server_next(server, LEAT_FOREVER, &event) == 0)
 *         if (event.kind == LEAT_DATA)
 *             leat_fifo_server_answer(server, event.client, event.data, event.data_size);
 *     leat_fifo_server_free(server);
 *
 * There is one server at a time: it holds a lock (flock(2)) on the FIFO, which ends with its process, however that ends, and
 * the next takes the FIFO over. The FIFO must be this user's, or root's. Answers go through a FIFO of each client's own in the
 * same directory, named as this one with a dot and 16 digits, which only the client's user and root can open, and which has a
 * name only while the client joins: so the clients are processes of the server's user, or of anybody if the server is root,
 * and must be able to make files in that directory. The server opens no other file, whatever is sent to it. It holds the
 * directory open: where this process's working directory, or the directory's name, is another later does not matter. What a
 * client leaves that is killed while it joins is removed when a server begins or ends, and by a client that finds no server.
 * If somebody removes or renames the FIFO, nothing tells the server so: it keeps its clients, and gets no others.
 *
 * Returns the server; NULL on failure.
 *
 * Errors: EADDRINUSE there is a server. EEXIST something else is at `path`. EPERM the FIFO belongs to another user. EBUSY
 * others make and remove it all the time. EINVAL, E2BIG `options`. ENAMETOOLONG its name has more than 238 bytes, and so none
 * are left for its clients'. EFAULT `path` is NULL. ENOMEM. Those of leat_fifo_make, open(2), epoll_create1(2).
 *
 * Ownership: the caller's, until leat_fifo_server_free.
 *
 * Threads: safe. A forked child may only free it; one that lives on and does not holds the FIFO and its lock.
 */
leat_fifo_server *leat_fifo_server_new(const char *_path, const struct leat_fifo_server_options *_options);

/**
 * Waits for the next event, and meanwhile writes to the clients what waits for them. `timeout_ms` is LEAT_FOREVER, 0 or
 * milliseconds.
 *
 * LEAT_JOINED comes before all else of a client, LEAT_GONE behind all that it has sent, even if it was killed, and at
 * once then. LEAT_TEXT is a line, without its newline, from somebody who just writes to the FIFO (`echo hello >
 * /tmp/echo`), or as much as came before a client wrote; of more than PIPE_BUF bytes it is given in parts. What does
 * not end with a newline (`printf hello`) is waiting for one, though who wrote it is gone: of that a server is not
 * told. Whatever bytes are written to the FIFO, more than that cannot come of them. `event.uid` is whose the client's
 * FIFO is, and nobody speaks for the client who cannot read that; `event.pid` is what the client says.
 *
 * Returns 0; -1 on failure.
 *
 * Writes to `ret_event`, whose size the caller sets (LEAT_SERVER_EVENT_INIT).
 *
 * Errors: ETIMEDOUT the time is over. EAGAIN with 0 nothing has happened. ECANCELED the stop of this thread was thrown. EFAULT
 * `server` or `ret_event` is NULL. EINVAL `timeout_ms`, or the size is 0. E2BIG the size. EBUSY another call is under way.
 * EPERM in a forked child. ENOMEM; and what getrandom(2) fails with, in a sandbox: a client was not let in, and will ask again.
 *
 * Ownership: the data of the event is the server's, until the next call with it.
 *
 * Threads: one at a time. Not a cancellation point.
 */
int leat_fifo_server_next(leat_fifo_server *_server, int _timeout_ms, struct leat_server_event *_ret_event);

/**
 * Sends an answer of any size to a client, without waiting: what the client's FIFO has no room for is queued, and written
 * during leat_fifo_server_next. A client gets each answer as a whole, and in their order.
 *
 * Returns 0; -1 on failure.
 *
 * Errors: EAGAIN the client does not read, and as much as options.queue_size waits for it: answer it later, or drop it
 * (leat_fifo_server_drop). EPIPE it is gone, and LEAT_GONE will tell so. ENOTCONN there is no client of that number. EFAULT
 * `server` or `data` is NULL. EMSGSIZE 4 GiB or more. EBUSY, EPERM as leat_fifo_server_next. ENOMEM.
 *
 * Ownership: the data is copied.
 *
 * Threads: one at a time.
 */
int leat_fifo_server_answer(leat_fifo_server *_server, uint64_t _client, const void *_data, size_t _size);

/**
 * Sends an answer to all clients, as leat_fifo_server_answer. One that is too slow for it, as its queue is full, is dropped,
 * so that none misses anything unnoticed: LEAT_GONE tells so with ENOBUFS, and the client loses its connection.
 *
 * Returns how many clients it was sent to, at most INT_MAX; -1 on failure.
 *
 * Errors: EFAULT `server` or `data` is NULL. EMSGSIZE 4 GiB or more. EBUSY, EPERM as leat_fifo_server_next. ENOMEM: some have
 * got it.
 *
 * Ownership: the data is copied.
 *
 * Threads: one at a time.
 */
int leat_fifo_server_answer_all(leat_fifo_server *_server, const void *_data, size_t _size);

/**
 * Gives the client a pointer of the caller's, which is in each later event of it.
 *
 * Returns 0; -1 on failure.
 *
 * Errors: ENOTCONN there is no client of that number. EFAULT `server` is NULL. EBUSY, EPERM as leat_fifo_server_next.
 *
 * Ownership: what it leads to is the caller's; free it at LEAT_GONE.
 *
 * Threads: one at a time.
 */
int leat_fifo_server_set_user(leat_fifo_server *_server, uint64_t _client, void *_user);

/**
 * Ends a client: nothing is told of it any more, what waits for it in the server's queue is lost, and it finds that the
 * server has ended.
 *
 * Returns 0; -1 on failure.
 *
 * Errors: as leat_fifo_server_set_user.
 *
 * Threads: one at a time.
 */
int leat_fifo_server_drop(leat_fifo_server *_server, uint64_t _client);

/**
 * Gives the server's descriptor, for poll(2) and event loops: when it is readable, call leat_fifo_server_next with 0 until
 * that fails with EAGAIN. Do not read from it.
 *
 * Returns the descriptor; -1 on failure.
 *
 * Errors: EFAULT `server` is NULL. EBUSY, EPERM as leat_fifo_server_next.
 *
 * Ownership: the server's, until leat_fifo_server_free.
 *
 * Threads: one at a time.
 */
int leat_fifo_server_fd(leat_fifo_server *_server);

/**
 * Ends the server: its clients find that it has ended, and its FIFO is removed, unless it has LEAT_FIFO_KEEP. Answers that
 * wait in its queues are lost. NULL is nothing.
 *
 * Errors: none. errno is left as it was.
 *
 * Ownership: the caller may not use it any more.
 *
 * Threads: safe, when no other call is under way. Works in a forked child, where it only closes.
 */
void leat_fifo_server_free(leat_fifo_server *_server);

/**
 * Joins the server of the FIFO at `path` (leat_fifo_server_new), and waits for it, if it is not there or does not come to it,
 * no longer than `timeout_ms`: LEAT_FOREVER or milliseconds. (0 is enough only for what fails at once.)
 *
 * Returns the client; NULL on failure.
 *
 * Errors: ETIMEDOUT no server, or none that answers: it may be busy, out of descriptors, or another user's, but for root's.
 * EAGAIN with 0 it would wait. ECONNREFUSED it has as many clients as it wants. ECONNRESET with 0 it has ended meanwhile.
 * ENOENT there is no FIFO at `path`: for clients that may begin before the server, leat_fifo_make makes one. EINVAL it is none
 * (ELOOP: a symbolic link, as clients' FIFOs are beside the server's); `timeout_ms`. ECANCELED the stop of this thread was
 * thrown. EFAULT `path` is NULL. EPROTO what has answered is no server of leat's. ENOMEM. ENAMETOOLONG `path` has more than
 * 4,078 bytes. Those of open(2) and mkfifo(3): the client's own FIFO is made beside the server's, and removed in any case.
 *
 * Ownership: the caller's, until leat_fifo_client_free.
 *
 * Threads: safe. Not a cancellation point.
 */
leat_fifo_client *leat_fifo_client_open(const char *_path, int _timeout_ms);

/**
 * Sends a request of at most 4,064 bytes to the server, whole or not at all; it waits as long as the FIFO is full.
 * `timeout_ms` is LEAT_FOREVER, 0 or milliseconds. That it was sent does not say that the server has read it.
 *
 * Returns 0; -1 on failure.
 *
 * Errors: ETIMEDOUT the time is over. EAGAIN with 0 it would wait. ECONNRESET the server has ended, or has dropped this
 * client: open another. EMSGSIZE `size`. ECANCELED the stop of this thread was thrown. EFAULT `client` or `data` is NULL.
 * EINVAL `timeout_ms`. EBUSY another call is under way. EPERM in a forked child.
 *
 * Ownership: the data is copied.
 *
 * Threads: one at a time. Not a cancellation point.
 */
int leat_fifo_client_send(leat_fifo_client *_client, const void *_data, size_t _size, int _timeout_ms);

/**
 * Waits for the next answer of the server, which comes whole. `timeout_ms` is LEAT_FOREVER, 0 or milliseconds.
 *
 * Returns 1; 0 if the server has ended (leat_fifo_server_free), and everything it has sent was received; -1 on failure.
 *
 * Writes to `ret_data` and `ret_size`, with 1.
 *
 * Errors: ETIMEDOUT the time is over. EAGAIN with 0 there is none. ECONNRESET the server was killed, or has dropped this
 * client as too slow. EPROTO what came is no answer. ECANCELED the stop of this thread was thrown. EFAULT `client`, `ret_data`
 * or `ret_size` is NULL. EINVAL `timeout_ms`. EBUSY, EPERM as leat_fifo_client_send. ENOMEM.
 *
 * Ownership: the answer is the client's, until the next call with it.
 *
 * Threads: one at a time. Not a cancellation point.
 */
int leat_fifo_client_receive(leat_fifo_client *_client, int _timeout_ms, const void **_ret_data, size_t *_ret_size);

/**
 * Gives the client's descriptor, for poll(2) and event loops: when it is readable, call leat_fifo_client_receive with 0 until
 * that fails with EAGAIN. Do not read from it.
 *
 * Returns the descriptor; -1 on failure.
 *
 * Errors: EFAULT `client` is NULL. EBUSY, EPERM as leat_fifo_client_send.
 *
 * Ownership: the client's, until leat_fifo_client_free.
 *
 * Threads: one at a time.
 */
int leat_fifo_client_fd(leat_fifo_client *_client);

/**
 * Leaves the server, which gets all that was sent. NULL is nothing.
 *
 * Errors: none. errno is left as it was.
 *
 * Ownership: the caller may not use it any more.
 *
 * Threads: safe, when no other call is under way. Works in a forked child, where it only closes.
 */
void leat_fifo_client_free(leat_fifo_client *_client);

/**
 * Joins the server of the FIFO at `path`, sends it one request of at most 4,064 bytes, waits for one answer, and leaves. All
 * of that takes no longer than `timeout_ms`: LEAT_FOREVER or milliseconds.
 *
 * Returns 0; -1 on failure.
 *
 * Writes the answer to `ret_answer`, of `capacity` bytes, and its size to `ret_size`.
 *
 * Errors: those of leat_fifo_client_open, leat_fifo_client_send and leat_fifo_client_receive. After ETIMEDOUT, ECANCELED or
 * ECONNRESET the server may have acted on the request. EMSGSIZE the request is too large, or the answer is larger than
 * `capacity`. ECONNRESET also if the server ends without an answer. EFAULT a pointer is NULL.
 *
 * Ownership: all memory is the caller's.
 *
 * Threads: safe. Not a cancellation point.
 */
int leat_fifo_request(const char *_path, const void *_request, size_t _size, int _timeout_ms, void *_ret_answer,
                      size_t _capacity, size_t *_ret_size);

#ifdef __cplusplus
}
#endif

#endif /* LEAT_FIFO_H */
