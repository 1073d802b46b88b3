// The least a page server in C does: libmicrohttpd takes the request, one prepared SELECT of SQLite finds the page,
// its bytes are sent. The peer of the measure `form-page`: no session, no permission, no protecting header lines.
//
//   cc -O2 -o barehttp barehttp.c -lmicrohttpd -lsqlite3
//   barehttp make DATABASE FILE     stores FILE as page 1 of a new database
//   barehttp serve DATABASE PORT    serves /1 on 127.0.0.1 until standard input ends
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *database_path;

// Every thread of the pool has a connection and a statement of its own.
static _Thread_local sqlite3 *connection;
static _Thread_local sqlite3_stmt *find_page;

static void stop(const char *what) {
  fprintf(stderr, "barehttp: %s\n", what);
  exit(1);
}

static void open_database(const char *path, int flags) {
  if (sqlite3_open_v2(path, &connection, flags, NULL) != SQLITE_OK) stop("cannot open the database");
  sqlite3_busy_timeout(connection, 1000);
}

static enum MHD_Result answer(
    void *context, struct MHD_Connection *client, const char *path, const char *method, const char *version,
    const char *upload, size_t *upload_size, void **state) {
  (void)context, (void)version, (void)upload;
  static int seen;
  if (*state == NULL) {
    *state = &seen;
    return MHD_YES;
  }
  if (strcmp(method, "GET") != 0 || *upload_size != 0) return MHD_NO;
  if (find_page == NULL) {
    open_database(database_path, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX);
    if (sqlite3_prepare_v2(connection, "SELECT html FROM page WHERE id = ?1", -1, &find_page, NULL) != SQLITE_OK)
      stop("cannot prepare the statement");
  }
  sqlite3_bind_int64(find_page, 1, atoll(path + 1));
  unsigned int status = MHD_HTTP_NOT_FOUND;
  struct MHD_Response *response;
  if (sqlite3_step(find_page) == SQLITE_ROW) {
    status = MHD_HTTP_OK;
    response = MHD_create_response_from_buffer(
        (size_t)sqlite3_column_bytes(find_page, 0), (void *)sqlite3_column_blob(find_page, 0), MHD_RESPMEM_MUST_COPY);
  } else {
    response = MHD_create_response_from_buffer(0, "", MHD_RESPMEM_PERSISTENT);
  }
  sqlite3_reset(find_page);
  MHD_add_response_header(response, "Content-Type", "text/html; charset=utf-8");
  enum MHD_Result result = MHD_queue_response(client, status, response);
  MHD_destroy_response(response);
  return result;
}

static void make(const char *path, const char *file) {
  FILE *in = fopen(file, "rb");
  if (in == NULL) stop("cannot open the page");
  fseek(in, 0, SEEK_END);
  long size = ftell(in);
  rewind(in);
  char *bytes = malloc((size_t)size + 1);
  if (bytes == NULL || fread(bytes, 1, (size_t)size, in) != (size_t)size) stop("cannot read the page");
  fclose(in);
  unlink(path);
  open_database(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite3_exec(
      connection, "PRAGMA journal_mode = WAL; CREATE TABLE page (id INTEGER PRIMARY KEY, html BLOB NOT NULL)", NULL,
      NULL, NULL);
  sqlite3_stmt *insert;
  if (sqlite3_prepare_v2(connection, "INSERT INTO page VALUES (1, ?1)", -1, &insert, NULL) != SQLITE_OK)
    stop("cannot make the table");
  sqlite3_bind_blob(insert, 1, bytes, (int)size, SQLITE_STATIC);
  if (sqlite3_step(insert) != SQLITE_DONE) stop("cannot store the page");
  sqlite3_finalize(insert);
  sqlite3_close(connection);
  free(bytes);
}

int main(int count, char **words) {
  if (count == 4 && strcmp(words[1], "make") == 0) {
    make(words[2], words[3]);
    return 0;
  }
  if (count != 4 || strcmp(words[1], "serve") != 0) stop("make DATABASE FILE | serve DATABASE PORT");
  database_path = words[2];
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(words[3]))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  struct MHD_Daemon *daemon = MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO, 0, NULL, NULL, answer, NULL, MHD_OPTION_SOCK_ADDR, &address,
      MHD_OPTION_THREAD_POOL_SIZE, 2u, MHD_OPTION_CONNECTION_LIMIT, 1024u, MHD_OPTION_END);
  if (daemon == NULL) stop("cannot listen");
  puts("ready");
  fflush(stdout);
  char byte;
  while (read(0, &byte, 1) > 0) {}
  MHD_stop_daemon(daemon);
  return 0;
}
