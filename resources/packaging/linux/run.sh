#!/bin/sh
# Nettverk @VERSION@ for Linux: one file that unpacks itself the first time, and needs no administrator and no FUSE.
#   ./Nettverk-….run [what the program takes]      open it, or do a job: --help
#   ./Nettverk-….run --extract FOLDER              only unpack, to look inside or to exchange parts of it
set -eu
key=@KEY@
skip=@SKIP@

stop() { printf '%s\n' "$*" >&2; exit 3; }
[ "$(uname -s) $(uname -m)" = 'Linux x86_64' ] || stop 'Denne fila er for Linux på en 64-bits PC (x86_64).'

unpack() { # into a folder that is not there yet: whole or not at all
    mkdir -p "${1%/*}" || stop "Fikk ikke laget mappa ${1%/*}. Sett NETTVERK_PROGRAM til en mappe du kan skrive i."
    aside=$(mktemp -d "${1%/*}/.nettverk-XXXXXX") || stop "Fikk ikke skrevet i ${1%/*}. Sett NETTVERK_PROGRAM til en annen mappe."
    trap 'rm -rf "$aside"' EXIT
    trap 'exit 130' INT TERM
    { tail -c "+$skip" "$0" | gzip -dc | tar -xf - -C "$aside"; } 2>/dev/null && [ -e "$aside/whole" ] ||
        stop "Fikk ikke pakket ut. Er disken full, eller kom ikke hele fila med?"
    mv -T "$aside" "$1" 2>/dev/null || [ -e "$1/whole" ] || stop "Fikk ikke lagt programmet i $1."
    trap - EXIT INT TERM
    rm -rf "$aside"
}

if [ "${1:-}" = --extract ]; then
    [ -n "${2:-}" ] || stop 'Si hvor: --extract MAPPE'
    [ ! -e "$2" ] || stop "$2 finnes fra før."
    case $2 in */*) unpack "$2" ;; *) unpack "./$2" ;; esac
    exit 0
fi
home=${NETTVERK_PROGRAM:-${XDG_CACHE_HOME:-$HOME/.cache}/nettverk-program}
program=$home/$key
[ -e "$program/whole" ] || unpack "$program"
exec "$program/nettverk" "$@"
exit 3
