/*
 * leat/server.h: what servers tell of.
 * Made by cbindgen from src/server/: edit the comments there.
 */
#ifndef LEAT_SERVER_H
#define LEAT_SERVER_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A client has joined. */
#define LEAT_JOINED 1

/** A client has sent data. */
#define LEAT_DATA 2

/** A client is gone, and so is its number. */
#define LEAT_GONE 3

/** Somebody has sent a line of text who is no client, and cannot be answered. */
#define LEAT_TEXT 4

/** An event of a server. */
struct leat_server_event {
  /** The size of this struct: LEAT_SERVER_EVENT_INIT sets it. */
  size_t size;
  /** What the server was given for this client by ..._set_user; NULL until then. */
  void *user;
  /**
   * LEAT_DATA, LEAT_TEXT: what was sent, which belongs to the server and stays until the next call with it. NULL otherwise.
   */
  const void *data;
  /** The bytes of it. */
  size_t data_size;
  /** The number of the client, which no other client of this server has had or will have. 0: none, with LEAT_TEXT. */
  uint64_t client;
  /** LEAT_JOINED, LEAT_DATA, LEAT_GONE, LEAT_TEXT; or what a newer leat tells of, to be left alone. */
  int32_t kind;
  /** LEAT_GONE: 0 if the client has ended or left, ENOBUFS if it was dropped for being too slow. */
  int32_t error;
  /** The process of the client; 0 where it is not known. */
  int32_t pid;
  /** Its user and group; UINT32_MAX where they are not known. */
  uint32_t uid;
  uint32_t gid;
  uint32_t reserved;
};

/** A struct leat_server_event of which all is the default. */
#define LEAT_SERVER_EVENT_INIT {sizeof(struct leat_server_event), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

#ifdef __cplusplus
}
#endif

#endif /* LEAT_SERVER_H */
