#!/bin/sh
# Give the namespace of process 1 a way out, through this process: nothing is set up in the machine's own network.
set -eu
mount --bind /run/resolv.machine /etc/resolv.conf
exec slirp4netns --configure --mtu=65520 --disable-host-loopback 1 tap0
