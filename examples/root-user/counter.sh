#!/bin/sh
# Count how often this was run, in the file $1, and tell who ran it.
set -eu
count=$(($(cat "$1" 2>/dev/null || echo 0) + 1))
echo "$count" >"$1"
echo "사용자 $(id -u)번이 $count번째로 실행했습니다."
