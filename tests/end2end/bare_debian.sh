#!/bin/bash
# Proves the set-up where nothing is: a Debian 12 with python3 and git and no more, a fresh clone, ./start --demo --headless.
#
#   sudo tests/end2end/bare_debian.sh [FOLDER]      (about 600 MB in FOLDER, by default a temporary one; needs debootstrap)
#   sudo tests/end2end/bare_debian.sh --keep FOLDER     leaves the Debian there, and uses the one that is there
#   sudo tests/end2end/bare_debian.sh --packages OUT [FOLDER]   builds every package in there instead, by its one command, into OUT
#
# What is committed at HEAD is what is tried. Where the network is reached by way of this machine's own settings (apt sources, pip,
# certificates, names, proxy variables) they are copied in, as found; none of them is written here.
set -euo pipefail

args=("$@")
keep=no
packages=''
if [ "${1:-}" = --keep ]; then keep=yes; shift; fi
if [ "${1:-}" = --packages ]; then mkdir -p "$2"; packages=$(cd "$2" && pwd -P); shift 2; fi
[ "$(id -u)" = 0 ] || { echo 'debootstrap and chroot need root.' >&2; exit 2; }
command -v debootstrap >/dev/null || { echo 'apt-get install debootstrap' >&2; exit 2; }
repo=$(cd "$(dirname "$0")/../.." && pwd -P)
if [ -z "${IN_OWN_MOUNTS:-}" ]; then # mounts made below vanish with this process
    exec env IN_OWN_MOUNTS=yes unshare --mount --propagation private -- bash "$0" "${args[@]}"
fi

made=''
[ $# -gt 0 ] || made=$(mktemp -d)
root=${1:-$made}/debian
finish() {
    umount -R "$root/proc" "$root/dev" 2>/dev/null || true
    [ $keep = yes ] || rm -rf --one-file-system "$root" "$root.log"
    [ -z "$made" ] || rmdir "$made"
}
trap finish EXIT

mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    sed -nE '/security/d; /^(deb |URIs:)/s/^[^/]* ([a-z+]+:[^ ]+).*/\1/p' | head -n 1) || true
[ -n "$mirror" ] || { echo 'Found no Debian source in /etc/apt.' >&2; exit 2; }
seconds() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(seconds)" 'BEGIN { printf "%.2f s", b - a }'; }

if [ ! -x "$root/usr/bin/git" ]; then
    began=$(seconds)
    mkdir -p "$root"
    debootstrap --variant=minbase --include=python3,git bookworm "$root" "$mirror" >"$root.log" 2>&1 || { tail -n 5 "$root.log"; exit 1; }
    echo "A bare Debian 12 ($(chroot "$root" cat /etc/debian_version)) with python3 and git: $(since "$began")"
fi

# The way out to the network, as this machine has it.
rm -f "$root/etc/apt/sources.list"
for path in /etc/resolv.conf /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/apt.conf.d /etc/apt/auth.conf.d /etc/apt/keyrings \
    /etc/pip.conf /usr/local/share/ca-certificates; do
    if [ -e "$path" ]; then mkdir -p "$root$(dirname "$path")" && cp -aL "$path" "$root$(dirname "$path")/"; fi
done
passed=(HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin)
while IFS= read -r line; do passed+=("$line"); done < <(env | grep -iE '^(pip_(cert|index_url|extra_index_url|trusted_host|default_timeout)|(http|https|no)_proxy|ssl_cert_(file|dir))=' || true)

mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
inside() { chroot "$root" env -i "${passed[@]}" sh -c "$1"; }

# By way of a bare clone: a worktree's own files point out of it.
rm -rf "$root/root/src.git"
git clone -q --bare "$repo" "$root/root/src.git"
inside 'rm -rf /root/nettverk && git clone -q /root/src.git /root/nettverk'
echo "Clone of $(inside 'cd /root/nettverk && git log -1 --format="%h %s"')"

if [ -n "$packages" ]; then
    began=$(seconds)
    inside 'cd /root/nettverk && resources/packaging/build --out /root/dist'
    echo "Every package, from a clean clone: $(since "$began")"
    cp "$root"/root/dist/* "$packages"/
    exit 0
fi

began=$(seconds)
inside 'cd /root/nettverk && ./start --setup-only'
echo "First set-up: $(since "$began")"

began=$(seconds)
inside 'cd /root/nettverk && ./start --demo --headless'
echo "The sample gathering without a screen: $(since "$began")"

before=$(stat -c %Y "$root/root/nettverk/.venv/ready")
began=$(seconds)
for _ in 1 2 3 4 5 6 7 8 9 10; do inside 'cd /root/nettverk && ./start --setup-only'; done
echo "Ten further runs of the set-up, with chroot: $(since "$began")"
[ "$before" = "$(stat -c %Y "$root/root/nettverk/.venv/ready")" ] || { echo 'The second run set something up.' >&2; exit 1; }

began=$(seconds)
inside 'cd /root/nettverk && rm -rf out && ./start' >/dev/null
echo "A second run, plain ./start with no screen to be found: $(since "$began")"

out=$root/root/nettverk/out
count() { find "$out" -name "$1" -size +1k | wc -l; }
echo "In out/: $(count '*.db') database, $(count '*.pdf') PDFs, $(count '*.png') PNGs"
[ "$(count '*.db')" -ge 1 ] && [ "$(count '*.pdf')" -ge 6 ] && [ "$(count '*.png')" -ge 5 ] || { ls -lR "$out" >&2; exit 1; }
echo 'The bare Debian holds.'
