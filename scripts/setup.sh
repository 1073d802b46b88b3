# Sourced by ./run, ./test and ./bench: finds what is missing on this machine and installs it.
# Says in one line what is missing when it cannot go on.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
root=$PWD

fail() {
  printf '\n不能继续：%s\n' "$*" >&2
  exit 1
}

say() { printf '%s\n' "$*"; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@" 2>/dev/null || sudo "$@"; fi
}

# Installs the packages of the list that are not there yet; asks the network only when one is missing.
need_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  command -v apt-get >/dev/null || fail "缺少 ${missing[*]}，这台机器没有 apt-get，请自行安装后再试"
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || fail "缺少 ${missing[*]}，请用 root 运行一次，或装好 sudo"
  say "安装系统软件包：${missing[*]}"
  local log
  log=$(mktemp)
  as_root apt-get update -qq >"$log" 2>&1 || true
  if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >>"$log" 2>&1; then
    tail -5 "$log" >&2
    fail "装不上 ${missing[*]}（详情见 $log）"
  fi
  rm -f "$log"
}

# Installs packages that some distributions do not have; says what is left out where they are missing.
wish_packages() {
  local what=$1 package
  shift
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' && continue
    # An empty package list says nothing; the list is fetched once before that is believed.
    apt-cache show "$package" >/dev/null 2>&1 || as_root apt-get update -qq >/dev/null 2>&1 || true
    if ! apt-cache show "$package" >/dev/null 2>&1; then
      say "这个系统没有软件包 $package，$what"
      return 0
    fi
  done
  need_packages "$@"
}

# Stops early where an earlier run by somebody else left the build.
need_own_build() {
  [ ! -e .build ] || [ -w .build ] || fail "目录 .build 不能写入，请先运行：sudo chown -R $(id -un) '$root/.build'"
}

# What was built through sudo belongs to whoever asked for it, so that the next run needs no sudo.
give_back() {
  if [ "$(id -u)" -eq 0 ] && [ -n "${SUDO_UID:-}" ] && [ -e .build ]; then
    chown -R "$SUDO_UID:${SUDO_GID:-$SUDO_UID}" .build || true
    # The package manager keeps locks for each place it builds in.
    rm -f "${TMPDIR:-/tmp}/$(printf '%s' "$root/.build" | tr / _)"*.lock
  fi
}

# Swift 6 in the path, or in the place where its archive is usually unpacked.
need_swift() {
  if ! command -v swift >/dev/null; then
    local place
    for place in /opt/swift/usr/bin /usr/libexec/swift/bin /usr/share/swift/usr/bin "$HOME/.local/share/swiftly/bin"; do
      if [ -x "$place/swift" ]; then PATH="$place:$PATH"; fi
    done
  fi
  command -v swift >/dev/null || fail "没有找到 Swift，请先安装 Swift 6.2 以上版本"
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -1)
  case "$version" in
    6.[2-9] | 6.[1-9][0-9] | [7-9].*) ;;
    *) fail "Swift 版本是 ${version:-未知}，需要 6.2 以上" ;;
  esac
}

# Swift keeps its caches under HOME, and git refuses folders of other owners when run through sudo.
export HOME="${HOME:-/root}"

build_packages=(
  git libmicrohttpd-dev libpq-dev libqrencode-dev libsodium-dev libsqlite3-dev libssl-dev libxlsxwriter-dev libxml2-dev
  libzip-dev pkg-config zlib1g-dev
)
# Programs that read formats at run time: PDF files.
reading_packages=(poppler-data poppler-utils)
test_packages=(fonts-noto-cjk postgresql python3)
browser_packages=(chromium chromium-driver)
bench_packages=(gcc libc6-dev python3 python3-venv wrk)
