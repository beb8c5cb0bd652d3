#!/bin/sh
# Take out of the root $1 what an image does not need: package archives and lists, manuals, logs.
set -eu
root=${1%/}
rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/var/log/*
rm -rf "$root"/usr/share/doc/* "$root"/usr/share/man/* "$root"/usr/share/info/*
