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
 * Failure. What the mirrored function returns for it, mostly -1 or NULL (MAP_FAILED, SIG_ERR), and errno; functions that
 * return an error number or an EAI code, or set h_errno, do so. Outputs are untouched where that function leaves them so.
 *
 * Host process. leat installs no signal handler, starts no thread, changes no signal's disposition, never exits and
 * prints nothing but what leat_perror and leat_herror are asked to.
 */
#ifndef LEAT_H
#define LEAT_H

#include "leat/base.h"
#include "leat/error.h"
#include "leat/explain.h"
#include "leat/fifo.h"
#include "leat/filelock.h"
#include "leat/io.h"
#include "leat/map.h"
#include "leat/pipe.h"
#include "leat/posix_mq.h"
#include "leat/posix_sem.h"
#include "leat/posix_shm.h"
#include "leat/process.h"
#include "leat/signal.h"
#include "leat/socket.h"
#include "leat/stop.h"
#include "leat/sync.h"
#include "leat/sysv_msg.h"
#include "leat/sysv_sem.h"
#include "leat/sysv_shm.h"

#endif /* LEAT_H */
