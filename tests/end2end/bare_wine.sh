#!/bin/bash
# Tries the installer for Windows under Wine 10, in a Debian 13 with nothing but Wine, and no network.
#
#   sudo tests/end2end/bare_wine.sh PACKAGES [FOLDER]     (about 2.5 GB in FOLDER, by default a temporary one; needs debootstrap)
#
# Installed silently for «kåre øst», the sample run without a window, the window opened three times and pictured (beside PACKAGES),
# and uninstalled with nothing left but what was written. Wine is first given what it lacks of Windows 10 (tests/helpers/wine.py).
# With BARE=FOLDER that holds a bare Qt window packaged the same way (tests/bench/packaged.py --windows), that is timed too.
set -euo pipefail

[ "$(id -u)" = 0 ] || { echo 'debootstrap and chroot need root.' >&2; exit 2; }
for tool in debootstrap unshare x86_64-w64-mingw32-gcc; do
    command -v $tool >/dev/null || { echo 'apt-get install debootstrap util-linux gcc-mingw-w64-x86-64-win32' >&2; exit 2; }
done
here=$(cd "$(dirname "$0")/../.." && pwd -P)
packages=$(cd "$1" && pwd -P)
if [ -z "${IN_OWN_MOUNTS:-}" ]; then # mounts made below vanish with this process
    exec env IN_OWN_MOUNTS=yes unshare --mount --propagation private -- bash "$0" "$@"
fi
folder=${2:-$(mktemp -d)}
root=$folder/debian-13
if [ ! -x "$root/usr/bin/wine" ]; then
    mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
        sed -nE '/security/d; /^(deb |URIs:)/s/^[^/]* ([a-z+]+:[^ ]+).*/\1/p' | head -n 1) || true
    mkdir -p "$root"
    [ -x "$root/usr/bin/apt" ] || debootstrap --variant=minbase trixie "$root" ${mirror:+"$mirror"} >"$folder/debian-13.log" 2>&1 ||
        { tail -n 5 "$folder/debian-13.log"; exit 1; }
    for path in /etc/resolv.conf /etc/apt/apt.conf.d; do
        if [ -e "$path" ]; then mkdir -p "$root$(dirname "$path")" && cp -aL "$path" "$root$(dirname "$path")/"; fi
    done
    chroot "$root" sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        wine wine64 xvfb xauth imagemagick x11-utils' >>"$folder/debian-13.log" 2>&1 || { tail -n 5 "$folder/debian-13.log"; exit 1; }
fi
lent=$folder/lent
mkdir -p "$lent" "$root/packages" "$root/lent" "$root/bare"
(cd "$here" && PYTHONPATH='' .venv/bin/python -m tests.helpers.wine "$root/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ucrtbase.dll" "$lent")
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --bind "$packages" "$root/packages"
mount --bind "$lent" "$root/lent"
if [ -n "${BARE:-}" ]; then mount --bind "$BARE" "$root/bare"; fi

unshare --net chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -euo pipefail -s <<'END'
export LANG=C.UTF-8 WINEDEBUG=-all USER='kåre øst' HOME='/root/kåre øst' WINEPREFIX='/root/kåre øst/wine'
rm -rf "$HOME" && mkdir -p "$HOME" && cd "$HOME"
Xvfb -displayfd 5 -screen 0 1366x768x24 -nolisten tcp 5>"$HOME/display" >/dev/null 2>&1 &
screen=$!
until [ -s "$HOME/display" ]; do sleep 0.1; done
export DISPLAY=:$(cat "$HOME/display")
seconds() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(seconds)" 'BEGIN { printf "%.1f s", b - a }'; }
count() { find "$1" -name "$2" -size +1k | wc -l; }
wine --version
wineboot -i >/dev/null 2>&1
system=$WINEPREFIX/drive_c/windows/system32
rm -f "$system/ucrtbase.dll" && cp /lent/ucrtbase.dll /lent/icuuc.dll "$system/"
export WINEDLLOVERRIDES='winedbg.exe=d;ucrtbase=n'
began=$(seconds)
wine /packages/Nettverk-*-windows-setup.exe /S
program=$(echo "$WINEPREFIX"/drive_c/users/*/AppData/Local/Programs/Nettverk)
echo "installed silently: $(since "$began"), $(du -sb "$program" | cut -f 1) bytes"
began=$(seconds)
wine "$program/bin/nettverk.exe" demo --out 'C:\ut på øya' >/dev/null 2>&1
out="$WINEPREFIX/drive_c/ut på øya"
echo "the sample: $(since "$began"), $(count "$out" '*.db') database, $(count "$out" '*.pdf') PDFs, $(count "$out" '*.png') PNGs"
[ "$(count "$out" '*.pdf')" -ge 6 ] && [ "$(count "$out" '*.png')" -ge 5 ]
window() { # program, picture, what its title ends with, argument
    local began program
    began=$(seconds)
    wine "$1" ${4:-} >/dev/null 2>&1 &
    program=$!
    until xwininfo -root -tree 2>/dev/null | grep -Eq "\"[^\"]*$3\".* [0-9]{3,}x[0-9]{3,}\+"; do sleep 0.05; done
    echo "$2: to the window: $(since "$began")"
    sleep 8 # until it is drawn
    import -window root "/lent/$2.png"
    wineserver -k || true
    wait $program || true
}
for number in 1 2 3; do window "$program/Nettverk.exe" "window-$number" Nettverk --demo; done
if [ -e /bare/Nettverk.exe ]; then
    cp -r /bare "$WINEPREFIX/drive_c/bare"
    for number in 1 2 3; do window "$WINEPREFIX/drive_c/bare/Nettverk.exe" "bare-$number" 'Nettverk, bart'; done
fi
there=$(printf 'C:%s' "${program#"$WINEPREFIX/drive_c"}" | tr / '\\')
wine "$program/Avinstaller.exe" /S "_?=$there" || true
# It sets the program aside in one stroke, and removes it then.
until [ ! -e "$program/Nettverk.exe" ] && [ ! -e "$program/program" ] && [ ! -e "$program/program.old" ]; do sleep 0.2; done
echo "left: $(find "$WINEPREFIX/drive_c/users" -name 'Nettverk*' | tr '\n' ' ')"
ls "$WINEPREFIX"/drive_c/users/*/AppData/Local/Nettverk/*.db >/dev/null
kill $screen
END
cp "$lent"/*.png "$packages/../"
echo 'The installer holds under Wine 10.'
