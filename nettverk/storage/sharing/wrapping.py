"""How something that is carried looks as bytes: a line to know it by, its cover, and what it holds.

The content is packed, unless it is sealed. The digest is of the cover and of the content as it was before, so that a
file that has come half, or with a letter wrong, is never taken for a whole one, whatever it is called.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import replace

from nettverk.domain import plain_json
from nettverk.domain.journal.parcels import Cover, Kind, Label

_MAGIC = b"Nettverk 1 "
_DIGITS = 32
_LEVEL = 1
_MOST = 1 << 31
"""Bytes: what is more when it is unpacked is nothing of ours."""
MOST_COVER = 65536
"""Bytes that the cover of anything fits in."""


class Half(Exception):
    """It has not come all the way, or is damaged."""


def labelled(cover: Cover, content: bytes) -> Cover:
    """The cover with the digest that it and the content have."""
    return replace(cover, label=replace(cover.label, digest=_digest(line_of(cover), content)))


def wrapped(cover: Cover, content: bytes) -> bytes:
    """All of it as bytes."""
    line = line_of(cover)
    body = content if cover.sealed else zlib.compress(content, _LEVEL)
    head = _MAGIC + _digest(line, content).encode() + f" {len(body)}\n".encode()
    return head + line + b"\n" + body


def cover_in(data: bytes) -> tuple[Cover, int]:
    """The cover at the beginning of some bytes, and how many bytes there must be in all.

    Raises:
        Half: there is none, or not all of it.
    """
    head, _end, rest = data.partition(b"\n")
    line, end, _content = rest.partition(b"\n")
    digest, _space, length = head.removeprefix(_MAGIC).decode("ascii", "replace").partition(" ")
    if not head.startswith(_MAGIC) or not end or len(digest) != _DIGITS or not length.isdecimal():
        raise Half
    cover = cover_of(line, digest)
    return cover, len(head) + len(line) + 2 + int(length)


def cover_of(line: bytes, digest: str) -> Cover:
    """What a line says, as ``line_of`` writes it.

    Raises:
        Half: it is no such line.
    """
    try:
        plain = plain_json.parse(line)
        return Cover(
            label=Label(str(plain["stream"]), int(plain["number"]), digest, Kind(plain["kind"])),
            share=str(plain["share"]),
            updates=int(plain["updates"]),
            seen={str(stream): int(number) for stream, number in plain["seen"].items()},
            machine=str(plain["machine"]),
            at=str(plain["at"]),
            sealed=bool(plain["sealed"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Half from fault


def unwrapped(data: bytes) -> tuple[Cover, bytes]:
    """The cover and the content, proved to belong together.

    Raises:
        Half: they do not, or not all of it is there.
    """
    cover, length = cover_in(data)
    if len(data) != length:
        raise Half
    line = line_of(cover)
    content = data[data.index(b"\n") + len(line) + 2 :]
    if not cover.sealed:
        unpacker = zlib.decompressobj()
        try:
            content = unpacker.decompress(content, _MOST)
        except zlib.error as fault:
            raise Half from fault
        if not unpacker.eof:
            raise Half
    if _digest(line, content) != cover.label.digest:
        raise Half
    return cover, content


def line_of(cover: Cover) -> bytes:
    """The cover as a line, without the digest."""
    plain = {
        "share": cover.share, "stream": cover.label.stream, "number": cover.label.number, "kind": cover.label.kind,
        "updates": cover.updates, "seen": cover.seen, "machine": cover.machine, "at": cover.at, "sealed": cover.sealed,
    }  # fmt: skip
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode()


def _digest(line: bytes, content: bytes) -> str:
    return hashlib.sha256(line + b"\n" + content).hexdigest()[:_DIGITS]
