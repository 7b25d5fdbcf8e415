/*
 * Stands in for the tlpi_hdr.h of a book on Linux programming: the names it takes from the program, nothing else.
 */
#ifndef TLPI_HDR_H
#define TLPI_HDR_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#ifdef TRUE
#undef TRUE
#endif
#ifdef FALSE
#undef FALSE
#endif

typedef enum { FALSE, TRUE } Boolean;

#define min(m, n) ((m) < (n) ? (m) : (n))
#define max(m, n) ((m) > (n) ? (m) : (n))

#define GN_NONNEG 01
#define GN_GT_0 02
#define GN_ANY_BASE 0100
#define GN_BASE_8 0200
#define GN_BASE_16 0400

#ifdef __cplusplus
extern "C" {
#endif

void errMsg(const char *format, ...);
void errExit(const char *format, ...);
void err_exit(const char *format, ...);
void errExitEN(int errnum, const char *format, ...);
void fatal(const char *format, ...);
void usageErr(const char *format, ...);
void cmdLineErr(const char *format, ...);
int getInt(const char *arg, int flags, const char *name);
long getLong(const char *arg, int flags, const char *name);

#ifdef __cplusplus
}
#endif

#endif /* TLPI_HDR_H */
