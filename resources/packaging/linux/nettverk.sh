#!/bin/sh
# Starts the program that lies here. What the system lacks of libraries for windows is lent from lent/, one by one: what it
# has of its own always comes first, so that programs started from here meet no library of ours in place of theirs.
set -eu
self=$0
if [ -h "$self" ]; then self=$(readlink -f "$self"); fi
here=$(CDPATH='' cd -- "${self%/*}" && pwd -P)
unset PYTHONHOME PYTHONPATH PYTHONPLATLIBDIR PYTHONEXECUTABLE __PYVENV_LAUNCHER__ QT_PLUGIN_PATH QT_QPA_PLATFORM_PLUGIN_PATH

known=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null || :)
lent=''
for folder in "$here"/lent/*; do
    case $known in *"${folder##*/} "*) ;; *) lent=${lent:+$lent:}$folder ;; esac
done
if [ -n "$lent" ]; then
    LD_LIBRARY_PATH=${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$lent
    export LD_LIBRARY_PATH
fi
if [ ! -e /etc/fonts/fonts.conf ] && [ -z "${FONTCONFIG_FILE:-}" ]; then export FONTCONFIG_FILE="$here/share/fonts.conf"; fi
if [ ! -e /usr/share/X11/xkb ] && [ -z "${XKB_CONFIG_ROOT:-}" ]; then export XKB_CONFIG_ROOT="$here/share/xkb"; fi
exec "$here/bin/python3.11" -I -X utf8 -m nettverk_start "$@"
