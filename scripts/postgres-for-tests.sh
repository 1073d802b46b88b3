#!/bin/sh
# A private PostgreSQL for tests: scripts/postgres-for-tests.sh start DIR | stop DIR
# `start` makes a server in DIR (unix socket there, a free loopback port), prints its URL and nothing else.
# It does not wait for the disk: what is in it dies with the machine, as the tests do.
# `stop` stops it and removes DIR. Everybody who reaches the socket is trusted, nobody else can connect.
set -eu

fail() { echo "postgres-for-tests: $*" >&2; exit 1; }

[ $# -eq 2 ] || fail "usage: $0 start|stop DIR"
action=$1
case $2 in /*) dir=$2 ;; *) dir=$(pwd)/$2 ;; esac

bin=
for candidate in /usr/lib/postgresql/*/bin; do
  [ -x "$candidate/initdb" ] && bin=$candidate
done
[ -n "$bin" ] || fail "找不到 PostgreSQL 服务器，请安装软件包 postgresql"

# PostgreSQL refuses to run as root; then the user postgres of the package runs it.
as_server() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

start() {
  [ ! -e "$dir/data/postmaster.pid" ] || fail "$dir 里已有一个在运行"
  # A socket's path has at most 107 bytes.
  [ ${#dir} -le 80 ] || fail "路径太长：$dir"
  mkdir -p "$dir"
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$dir"; fi
  chmod 711 "$dir"
  as_server "$bin/initdb" -D "$dir/data" --username=postgres --locale=C --encoding=UTF8 \
    --auth-local=trust --auth-host=reject --no-sync >"$dir/initdb.log" 2>&1 ||
    { cat "$dir/initdb.log" >&2; fail "initdb 没有成功"; }
  tries=0
  while :; do
    port=$(($(od -An -N2 -tu2 /dev/urandom) % 20000 + 40000))
    if as_server "$bin/pg_ctl" -D "$dir/data" -w -t 30 -l "$dir/log" -o "-p $port -k $dir \
      -c listen_addresses=127.0.0.1 -c max_connections=200 -c shared_buffers=64MB -c fsync=off -c full_page_writes=off" \
      start >"$dir/start.log" 2>&1; then break; fi
    tries=$((tries + 1))
    [ $tries -lt 10 ] || { cat "$dir/log" >&2; fail "PostgreSQL 没有启动"; }
  done
  # libpq reads a host that begins with %2F as the folder of the socket.
  echo "postgres://postgres@$(printf %s "$dir" | sed 's|/|%2F|g'):$port/postgres"
}

stop() {
  [ -d "$dir" ] || exit 0
  if [ -e "$dir/data/postmaster.pid" ]; then
    as_server "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
  fi
  [ -f "$dir/initdb.log" ] || fail "$dir 不是由本脚本建立的，没有删除"
  rm -rf "$dir"
}

case $action in
  start) start ;;
  stop) stop ;;
  *) fail "usage: $0 start|stop DIR" ;;
esac
