"""A sealed file's pages read one by one, also where some of them have come to harm: for bringing back what is whole.

SQLCipher gives up a page that is not exactly what was written. AES in its chained mode needs only a block and the one
before it, so a byte that went wrong costs 32 of them and no more; the sums over the contents then tell which rows are
right. It is worked out here with numpy, many blocks at a time (FIPS 197, the equivalent inverse cipher), since nothing
that comes with Python knows AES.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nettverk.storage.passphrase import PLAIN_HEADER, RESERVED, Key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Words = NDArray[np.uint32]

_BLOCK, _ROUNDS = 16, 14


class _Tables(NamedTuple):
    """The cipher's own tables: its substitution, the way back, and four for a round of the way back."""

    forth: list[int]
    back: Words
    rounds: tuple[Words, Words, Words, Words]


def opened(content: bytes, key: Key) -> bytes:
    """A sealed file as the plain one it stands for; what each page keeps for the cipher is left at its end."""
    import numpy as np

    size = int.from_bytes(content[16:18], "big")
    size = 65536 if size == 1 else size
    if size < 512 or size & (size - 1):  # the header has come to harm; ours have pages of this size
        size = 8192
    count = len(content) // size
    pages = np.frombuffer(content[: count * size], np.uint8).reshape(count, size).copy()
    if count:
        _open(pages[:1], PLAIN_HEADER, key)
        _open(pages[1:], 0, key)
    return pages.tobytes() + content[count * size :]


def _open(pages: NDArray[np.uint8], start: int, key: Key) -> None:
    """Decipher pages in place, from a place in each of them on."""
    import numpy as np

    if not len(pages):
        return
    end = pages.shape[1] - RESERVED
    begins = pages[:, end : end + _BLOCK]
    sealed = pages[:, start:end].reshape(len(pages), -1, _BLOCK)
    before = np.concatenate([begins[:, None, :], sealed[:, :-1, :]], axis=1)
    plain = _decipher(sealed.reshape(-1, _BLOCK), key.raw).reshape(sealed.shape) ^ before
    pages[:, start:end] = plain.reshape(len(pages), -1)


def _decipher(blocks: NDArray[np.uint8], key: bytes) -> NDArray[np.uint8]:
    """Every block by itself (rows of 16 bytes), with a key of 32 bytes."""
    import numpy as np

    tables = _tables()
    first, second, third, fourth = tables.rounds
    keys = _round_keys(key)
    words = blocks.copy().view(">u4").astype(np.uint32)
    state = [words[:, place] ^ keys[_ROUNDS][place] for place in range(4)]
    for number in range(_ROUNDS - 1, 0, -1):
        state = [
            first[state[at] >> 24]
            ^ second[(state[at - 1] >> 16) & 255]
            ^ third[(state[at - 2] >> 8) & 255]
            ^ fourth[state[at - 3] & 255]
            ^ keys[number][at]
            for at in range(4)
        ]
    back = tables.back
    last = [
        (back[state[at] >> 24] << 24)
        ^ (back[(state[at - 1] >> 16) & 255] << 16)
        ^ (back[(state[at - 2] >> 8) & 255] << 8)
        ^ back[state[at - 3] & 255]
        ^ keys[0][at]
        for at in range(4)
    ]
    return np.stack(last, axis=1).astype(">u4").view(np.uint8)


def _times(one: int, other: int) -> int:
    """The product of two numbers in the cipher's field of 256."""
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one = (one << 1) ^ (0x11B if one & 0x80 else 0)
        other >>= 1
    return product


@cache
def _tables() -> _Tables:
    import numpy as np

    forth = [0x63] * 256
    power = inverse = 1
    while True:  # through every number but 0: powers of 3, and those of the number that 3 is undone by
        power, inverse = _times(power, 3), _times(inverse, 0xF6)
        turned = inverse
        for by in range(1, 5):
            turned ^= (inverse << by | inverse >> (8 - by)) & 255
        forth[power] = turned ^ 0x63
        if power == 1:
            break
    back = [0] * 256
    for plain, changed in enumerate(forth):
        back[changed] = plain
    mixed = [_times(byte, 14) << 24 | _times(byte, 9) << 16 | _times(byte, 13) << 8 | _times(byte, 11) for byte in back]
    first, second, third, fourth = (
        np.array([(word >> by | word << (32 - by)) & 0xFFFFFFFF for word in mixed], np.uint32) for by in (0, 8, 16, 24)
    )
    return _Tables(forth, np.array(back, np.uint32), (first, second, third, fourth))


def _round_keys(key: bytes) -> list[list[int]]:
    """The four words of each round, those in the middle as the way back wants them."""
    tables = _tables()
    words = [int.from_bytes(key[at : at + 4], "big") for at in range(0, 32, 4)]
    constant = 1
    for number in range(8, 4 * (_ROUNDS + 1)):
        word = words[-1]
        if number % 8 == 0:
            word = _changed((word << 8 | word >> 24) & 0xFFFFFFFF, tables.forth) ^ constant << 24
            constant = _times(constant, 2)
        elif number % 8 == 4:
            word = _changed(word, tables.forth)
        words.append(words[-8] ^ word)
    rounds = [words[at : at + 4] for at in range(0, len(words), 4)]
    return [rounds[0], *([_unmixed(word) for word in words] for words in rounds[1:-1]), rounds[-1]]


def _changed(word: int, table: list[int]) -> int:
    return int.from_bytes(bytes(table[byte] for byte in word.to_bytes(4, "big")), "big")


def _unmixed(word: int) -> int:
    a, b, c, d = word.to_bytes(4, "big")
    rows = ((14, 11, 13, 9), (9, 14, 11, 13), (13, 9, 14, 11), (11, 13, 9, 14))
    mixed = (_times(a, row[0]) ^ _times(b, row[1]) ^ _times(c, row[2]) ^ _times(d, row[3]) for row in rows)
    return int.from_bytes(bytes(mixed), "big")
