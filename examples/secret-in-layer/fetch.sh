#!/bin/sh
# Fetch what only those with a token get. What would come over the network is written here instead.
set -eu
secret=/run/secrets/token
[ -f "$secret" ] || secret=token.txt
[ -s "$secret" ] || { echo "토큰이 없습니다." >&2; exit 1; }
echo "비공개 자료" >data.txt
