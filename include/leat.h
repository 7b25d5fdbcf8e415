/*
 * leat: everything UNIX processes use to talk to each other.
 *
 *     gcc prog.c $(pkg-config --cflags --libs leat)
 *
 * This header includes all of leat's; each may also be included alone. What holds for the whole library:
 *
 * Mirrors. A function named leat_<posixname> (leat_pipe, leat_msgsnd, leat_accept) has the prototype, the result, the
 * errno and the meaning of that function, whose manual page is its documentation. It calls the C library's function
 * once and adds one thing: a failure is recorded, so that leat_error_text() and leat_perror() (leat/error.h) can say
 * which call failed, with which arguments. Streams, descriptors and objects of leat's mirrors and of the C library are
 * the same things. A mirror is async-signal-safe, a cancellation point, thread-safe and usable between fork and exec
 * exactly where POSIX says so of the function it mirrors.
 *
 * The constants and structs that a call needs (O_CREAT, struct stat) come from the C library's headers, as the manual
 * page says; leat's include only what their own prototypes name.
 *
 * Existing programs need no edit: compiled with -include leat/compat.h, their calls go to the mirrors.
 *
 * Own functions, named leat_<noun>_<verb> (leat_io_read_all, leat_process_spawn), do what a careful program would do
 * itself with those: they go on after a signal, move all that they are asked to, and leave nothing behind. All of them:
 *
 *     fail with -1 or NULL and errno, which leat_error_text() explains; their outputs are then untouched, but for
 *         ret_moved, which always says how much was moved, and may be NULL. What is positive is no failure.
 *     that can block take timeout_ms: LEAT_FOREVER, 0 (EAGAIN if it would have to wait), or milliseconds (ETIMEDOUT),
 *         within which the whole call returns; several have one together by leat/deadline.h. A stop (leat/stop.h) ends them
 *         earlier. They are no cancellation points.
 *     take options as a pointer to a struct made with LEAT_X_INIT, in which 0 is every default, or NULL for all of
 *         them; and write results into such structs. The pointers in a result are valid until the next call on the handle.
 *     make descriptors that are closed on exec, and never raise SIGPIPE: what nobody reads any more is EPIPE, at which a
 *         program that only passes on what it reads is to end.
 *     refuse a handle in a forked child (EPERM), but for freeing it; and one that another call is using (EBUSY).
 *     are not for a child of vfork(2), whose handles are its parent's own: a wait there for a process that only the
 *         parent can wait for leaves that lost (LEAT_LOST) to the parent, too.
 *     fail with EFAULT for NULL where memory is needed, with EINVAL for what they do not know, with E2BIG for a struct that
 *         is newer than the library, and with ELIBBAD if they meet a bug of leat's: then free the handle.
 *
 * Failure of a mirror. What the mirrored function returns for it, mostly -1 or NULL (MAP_FAILED, SIG_ERR), and errno;
 * functions that return an error number or an EAI code, or set h_errno, do so. Outputs are untouched where that function
 * leaves them so.
 *
 * Host process. leat installs no signal handler, starts no thread, changes no signal's disposition, never exits and
 * prints nothing but what leat_perror, leat_herror and leat/must.h are asked to.
 */
#ifndef LEAT_H
#define LEAT_H

#include "leat/base.h"
#include "leat/deadline.h"
#include "leat/error.h"
#include "leat/explain.h"
#include "leat/fifo.h"
#include "leat/filelock.h"
#include "leat/io.h"
#include "leat/map.h"
#include "leat/pipe.h"
#include "leat/pipeline.h"
#include "leat/posix_mq.h"
#include "leat/posix_sem.h"
#include "leat/posix_shm.h"
#include "leat/process.h"
#include "leat/reader.h"
#include "leat/server.h"
#include "leat/signal.h"
#include "leat/socket.h"
#include "leat/stop.h"
#include "leat/sync.h"
#include "leat/sysv_msg.h"
#include "leat/sysv_sem.h"
#include "leat/sysv_shm.h"

#endif /* LEAT_H */
