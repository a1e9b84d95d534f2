# For the scripts of this folder (sourced, not run): steps that show their progress, failures that are one sentence.
# May not know what a step does.
# shellcheck shell=bash

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# watched LOG TEXT COMMAND…: runs COMMAND with its output in LOG, shows after two seconds that it lives, and leaves
# its exit code in $watched_code. It may never stand before || or in an if: bash would then run COMMAND without
# `set -e`.
watched() {
  local log=$1 text=$2 watcher
  shift 2
  mkdir -p "$(dirname "$log")"
  : >"$log"
  show_life "$log" "$text" 9>&- & # 9: a lock of the caller, which nothing may hold longer
  watcher=$!
  set +e
  (set -e && "$@") >"$log" 2>&1 </dev/null
  watched_code=$?
  kill "$watcher" 2>/dev/null
  wait "$watcher" 2>/dev/null
  set -e
  [ ! -t 1 ] || printf '\r\033[K'
}

# On a terminal one line that changes every second, elsewhere a line now and then. Ends with the script itself.
show_life() {
  local log=$1 text=$2 elapsed=0 last
  while sleep 1 >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
    elapsed=$((elapsed + 1))
    last=$(tail -c 400 "$log" | tr '\r' '\n' | grep -av '^ *$' | tail -n 1 | tr -cd '[:print:]' | cut -c 1-60)
    if [ -t 1 ]; then
      printf '\r\033[K%s … %d s  %s' "$text" "$elapsed" "$last"
    elif [ "$elapsed" -eq 2 ] || [ $((elapsed % 20)) -eq 0 ]; then
      printf '%s … %d s  %s\n' "$text" "$elapsed" "$last"
    fi
  done
}

# step LOG ADVICE TEXT COMMAND…: like watched, says when it is done; when COMMAND fails, the end of LOG and ADVICE
# are shown and the script ends.
step() {
  local log=$1 advice=$2 text=$3 started=$SECONDS
  shift 3
  watched "$log" "$text" "$@"
  if [ "$watched_code" -ne 0 ]; then
    tail -n 20 "$log" | cut -c 1-200 | sed 's/^/    /' >&2
    fail "$text: failed. $advice (The whole output: $log)"
  fi
  printf '%s: done (%d s)\n' "$text" $((SECONDS - started))
}
