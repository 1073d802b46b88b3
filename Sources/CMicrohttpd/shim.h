#pragma once
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>

// Variadic functions and macros of libmicrohttpd, put in a shape that Swift sees.

typedef void *(*hengji_http_target_callback)(void *context, const char *target, struct MHD_Connection *connection);

struct hengji_http_options {
  const char *address;  // IPv4 in dots, or IPv6
  uint16_t port;        // 0: any free one
  unsigned int threads;
  unsigned int connections;
  unsigned int connections_per_address;
  unsigned int idle_seconds;
  size_t connection_memory;
  size_t stack_size;
  const char *certificate;  // PEM text; NULL: no TLS
  const char *private_key;
  void *context;
  hengji_http_target_callback on_target;
  MHD_AccessHandlerCallback on_request;
  MHD_RequestCompletedCallback on_completed;
  MHD_NotifyConnectionCallback on_connection;
};

static inline struct MHD_Daemon *hengji_http_start(const struct hengji_http_options *o) {
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
  struct sockaddr *address;
  unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO | MHD_ALLOW_SUSPEND_RESUME;
  memset(&v4, 0, sizeof v4);
  memset(&v6, 0, sizeof v6);
  if (inet_pton(AF_INET, o->address, &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(o->port);
    address = (struct sockaddr *)&v4;
  } else if (inet_pton(AF_INET6, o->address, &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(o->port);
    address = (struct sockaddr *)&v6;
    flags |= MHD_USE_IPv6;
  } else {
    return NULL;
  }
  struct MHD_OptionItem tls[] = {
      {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)o->certificate},
      {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)o->private_key},
      {MHD_OPTION_END, 0, NULL}};
  struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
  bool secure = o->certificate != NULL && o->private_key != NULL;
  if (secure) flags |= MHD_USE_TLS;
  return MHD_start_daemon(
      flags, o->port, NULL, NULL, o->on_request, o->context,
      MHD_OPTION_SOCK_ADDR, address,
      MHD_OPTION_THREAD_POOL_SIZE, o->threads,
      MHD_OPTION_CONNECTION_LIMIT, o->connections,
      MHD_OPTION_PER_IP_CONNECTION_LIMIT, o->connections_per_address,
      MHD_OPTION_CONNECTION_TIMEOUT, o->idle_seconds,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, o->connection_memory,
      MHD_OPTION_THREAD_STACK_SIZE, o->stack_size,
      MHD_OPTION_STRICT_FOR_CLIENT, 1,
      MHD_OPTION_URI_LOG_CALLBACK, o->on_target, o->context,
      MHD_OPTION_NOTIFY_COMPLETED, o->on_completed, o->context,
      MHD_OPTION_NOTIFY_CONNECTION, o->on_connection, o->context,
      MHD_OPTION_ARRAY, secure ? tls : none,
      MHD_OPTION_END);
}

// The port really bound; 0 when it is not known.
static inline uint16_t hengji_http_port(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
  return info == NULL ? 0 : info->port;
}

// Writes the client's address in words; false when there is none.
static inline bool hengji_http_client(struct MHD_Connection *connection, char *out, socklen_t capacity) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (info == NULL || info->client_addr == NULL) return false;
  if (info->client_addr->sa_family == AF_INET)
    return inet_ntop(AF_INET, &((const struct sockaddr_in *)info->client_addr)->sin_addr, out, capacity) != NULL;
  if (info->client_addr->sa_family == AF_INET6)
    return inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)info->client_addr)->sin6_addr, out, capacity) != NULL;
  return false;
}

// The socket of a connection; -1 when it is not known.
static inline int hengji_http_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info == NULL ? -1 : (int)info->connect_fd;
}

// A response whose bytes stay where they are; `release(owner)` is called once when the last byte is sent.
static inline struct MHD_Response *hengji_http_response(
    size_t size, const void *bytes, MHD_ContentReaderFreeCallback release, void *owner) {
  return MHD_create_response_from_buffer_with_free_callback_cls(size, (void *)bytes, release, owner);
}
static inline struct MHD_Response *hengji_http_empty_response(void) {
  return MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
}

// Versions of the header differ in how Swift sees these enumerators.
static const enum MHD_Result hengji_http_yes = MHD_YES;
static const enum MHD_Result hengji_http_no = MHD_NO;
static inline bool hengji_http_is_start(enum MHD_ConnectionNotificationCode code) {
  return code == MHD_CONNECTION_NOTIFY_STARTED;
}
static inline void hengji_http_headers(struct MHD_Connection *connection, MHD_KeyValueIterator take, void *context) {
  MHD_get_connection_values(connection, MHD_HEADER_KIND, take, context);
}
