#!/bin/sh
# Work until someone asks for the end, and take leave then.
trap 'echo "신호를 받고 끝냅니다."; exit 0' TERM INT
echo "프로세스 $$번이 일합니다."
while :; do
  sleep 1 &
  wait $!
done
