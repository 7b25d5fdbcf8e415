/*
 * The storage of a thread's record of failures; src/boundary/record.rs says what is in it.
 *
 * It is C because only C can ask for the initial-exec model: a dlopen'ed library's thread-local variables are otherwise
 * allocated with malloc at a thread's first touch, which may be in a signal handler. Initial-exec storage is part of
 * the thread from its start. It is scarce, so the record is small.
 */
#include <stdint.h>

#define RING_BYTES 424 /* = size of Ring in record.rs, which checks it */

static __thread uint64_t ring[RING_BYTES / sizeof(uint64_t)] __attribute__((tls_model("initial-exec")));

__attribute__((visibility("hidden"))) void *leat_shim_ring(void);

void *leat_shim_ring(void)
{
	return ring;
}
