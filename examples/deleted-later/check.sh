#!/bin/sh
# Tell whether the site at the address $1 answers.
curl --silent --fail --output /dev/null "${1:-http://127.0.0.1:8000/}" && echo "답합니다." || { echo "답이 없습니다."; exit 1; }
