#!/bin/sh
# Make a root of the folder $1, show there the folder $2 and all that people keep files in, and run dockerd with its data
# in the folder $3, its log in the file $4, and the other words. This is process 1 in namespaces of its own: mounts, processes and network end with it.
set -eu
root=$1 project=$2 data=$3 log=$4
shift 4

# Bound, not copied, at the same path: a path means the same to the command, the engine and who calls them.
show() {
    mkdir -p "$root$1"
    mount --rbind "$1" "$root$1"
}
for folder in /*; do
    case $folder in
        /bin | /boot | /etc | /lib* | /lost+found | /proc | /run | /sbin | /usr | /var) ;;
        *) if [ -d "$folder" ] && [ ! -L "$folder" ]; then show "$folder"; fi ;;
    esac
done
show /var/tmp
mkdir -p "$root/var/lib/docker"
[ "$data" -ef "$root/var/lib/docker" ] || mount --bind "$data" "$root/var/lib/docker"
[ "$root$project" -ef "$project" ] || show "$project"
mkdir -p "$root/proc" "$root/run"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/run"

# The network's own resolver, which asks that of the machine.
cp -L /etc/resolv.conf "$root/run/resolv.machine"
rm -f "$root/etc/resolv.conf"
echo nameserver 10.0.2.3 >"$root/etc/resolv.conf"

# runc refuses a root that is no mount point, hence no chroot.
mount --rbind "$root" "$root"
cd "$root"
mkdir -p .old
pivot_root . .old
umount -l /.old
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH

dockerd "$@" >"/var/log/$log" 2>&1 &
# Also takes leave of the processes whose parent ended before them.
wait $!
