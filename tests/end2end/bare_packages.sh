#!/bin/bash
# Proves the packages where nothing is: a Debian 12 and an Ubuntu 22.04 (with libexpat1) with no more than their base, and no network.
#
#   sudo tests/end2end/bare_packages.sh PACKAGES [FOLDER]     (about 1 GB in FOLDER, by default a temporary one; needs debootstrap)
#
# The file for Linux runs the whole sample and shows its window on an X server outside (pictures beside PACKAGES); the wheel is
# installed by pipx in the Debian, from wheels beside it. What the systems are made from is fetched before the network is taken away.
set -euo pipefail

[ "$(id -u)" = 0 ] || { echo 'debootstrap and chroot need root.' >&2; exit 2; }
for tool in debootstrap Xvfb xdotool import unshare; do
    command -v $tool >/dev/null || { echo 'apt-get install debootstrap xvfb xdotool imagemagick util-linux' >&2; exit 2; }
done
packages=$(cd "$1" && pwd -P)
wheels=${NETTVERK_PACKAGES_CACHE:-$HOME/.cache/nettverk-packaging}/wheels-linux
if [ -z "${IN_OWN_MOUNTS:-}" ]; then # mounts made below vanish with this process
    exec env IN_OWN_MOUNTS=yes unshare --mount --propagation private -- bash "$0" "$@"
fi
folder=${2:-$(mktemp -d)}
screen=''
finish() { [ -z "$screen" ] || kill "$screen" 2>/dev/null || true; }
trap finish EXIT
seconds() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(seconds)" 'BEGIN { printf "%.1f s", b - a }'; }
count() { find "$1" -name "$2" -size +1k | wc -l; }

mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    sed -nE '/security/d; /^(deb |URIs:)/s/^[^/]* ([a-z+]+:[^ ]+).*/\1/p' | head -n 1) || true
made() { # suite, what debootstrap takes besides
    root=$folder/$1
    [ -x "$root/usr/bin/dpkg" ] && [ -e "$root/made" ] && return
    mkdir -p "$root"
    # shellcheck disable=SC2086 # words
    debootstrap --variant=minbase $3 "$1" "$root" $2 >"$root.log" 2>&1 || { tail -n 5 "$root.log"; exit 1; }
    touch "$root/made"
}
exec 3>&1
Xvfb -displayfd 5 -screen 0 1366x768x24 -nolisten tcp 5>"$folder/display" >/dev/null 2>&1 &
screen=$!
until [ -s "$folder/display" ]; do sleep 0.1; done
display=:$(cat "$folder/display")

try_file() { # suite
    root=$folder/$1
    mkdir -p "$root/packages" "$root/tmp/.X11-unix"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount --bind "$packages" "$root/packages"
    mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
    rm -rf "$root/root/.cache" "$root/root/.local" "$root/root/ut"
    inside() { unshare --net chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"; }
    file=$(cd "$packages" && echo Nettverk-*-linux-x86_64.run)
    began=$(seconds)
    # In a group of its own, so that all of it is ended: its window must not be taken for that of the next.
    setsid unshare --net chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DISPLAY="$display" \
        "/packages/$file" --demo >"$folder/$1.said" 2>&1 &
    program=$!
    DISPLAY=$display timeout 120 xdotool search --sync --onlyvisible --name Nettverk >/dev/null
    echo "$1: the first start, with unpacking, to a window: $(since "$began")"
    sleep 6 # until the sample is drawn
    DISPLAY=$display import -window root "$packages/../$1.png"
    kill -- -$program 2>/dev/null || true
    wait $program 2>/dev/null || true
    began=$(seconds)
    inside QT_QPA_PLATFORM=offscreen "/packages/$file" demo --out /root/ut >"$folder/$1.demo" 2>&1 || { tail "$folder/$1.demo"; exit 1; }
    echo "$1: the sample: $(since "$began"), $(count "$root/root/ut" '*.db') database, $(count "$root/root/ut" '*.pdf') PDFs, $(count "$root/root/ut" '*.png') PNGs"
    [ "$(count "$root/root/ut" '*.pdf')" -ge 6 ] && [ "$(count "$root/root/ut" '*.png')" -ge 5 ]
}

made bookworm "$mirror" ''
made jammy '' '--no-check-gpg --include=libexpat1' # its keys are not Debian's; what Ubuntu's own Python and fonts need
# What the wheel needs of the system, by ./start's own list, and pipx.
root=$folder/bookworm
for path in /etc/resolv.conf /etc/apt/sources.list.d /etc/apt/apt.conf.d; do
    if [ -e "$path" ]; then mkdir -p "$root$(dirname "$path")" && cp -aL "$path" "$root$(dirname "$path")/"; fi
done
try_file bookworm
if [ ! -x "$root/usr/bin/pipx" ]; then
    chroot "$root" sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends pipx python3-venv libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0' >"$root.apt" 2>&1
fi
mkdir -p "$root/wheels"
mount --bind "$wheels" "$root/wheels"
rm -rf "$root/root/.local" "$root/root/ut"
inside sh -c "pipx install --pip-args='--no-index --find-links /wheels' /packages/nettverk-*.whl" 2>&1 | tail -n 3
inside QT_QPA_PLATFORM=offscreen /root/.local/bin/nettverk demo --out /root/ut >"$folder/pipx.demo" 2>&1 || { tail "$folder/pipx.demo"; exit 1; }
echo "bookworm: the wheel by pipx: $(count "$root/root/ut" '*.db') database, $(count "$root/root/ut" '*.pdf') PDFs, $(count "$root/root/ut" '*.png') PNGs"
[ "$(count "$root/root/ut" '*.pdf')" -ge 6 ]
umount "$root/wheels"
try_file jammy
echo 'The packages hold.'
