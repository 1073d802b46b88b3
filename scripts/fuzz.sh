#!/usr/bin/env bash
# Fuzzes every part of the readers in turn: scripts/fuzz.sh SECONDS, for all parts together. Run by ./test --fuzz.
# What stops a reader is kept in Tests/Fixtures/fuzz, where the tests find it from then on.
set -euo pipefail
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/setup.sh"

export HENGJI_RESOURCES="$PWD/Resources"
seconds=${1:-180}
case "$seconds" in
  '' | *[!0-9]*) fail "--fuzz 后面写秒数" ;;
esac
log=$(mktemp)
build=(swift build --package-path Fuzzing --scratch-path .build/fuzzing -c release --sanitize fuzzer)
"${build[@]}" >"$log" 2>&1 || { grep -E 'error' "$log" | head -5 >&2 || true; fail "编译没有成功（全文见 $log）"; }
program=$("${build[@]}" --show-bin-path)/fuzz
parts=(text csv html mime zip docx xlsx pdf-drawing pdf-words forms)
found=0
for part in "${parts[@]}"; do
  corpus=.build/fuzzing/corpus/$part
  mkdir -p "$corpus"
  share=$((seconds / ${#parts[@]} + 1))
  if HENGJI_FUZZ=$part "$program" "$corpus" "Tests/Fixtures/fuzz/$part" -max_total_time="$share" -max_len=8192 \
    -timeout=10 -rss_limit_mb=2048 -artifact_prefix="Tests/Fixtures/fuzz/$part/" >"$log" 2>&1; then
    say "$part：$(tail -1 "$log")"
  else
    found=1
    say "$part：停住了，输入留在 Tests/Fixtures/fuzz/$part"
    tail -20 "$log" >&2
  fi
done
rm -f "$log"
exit "$found"
