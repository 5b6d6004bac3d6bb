"""Faults of the world, and work that was stopped; apart from our own bugs."""

from __future__ import annotations

import errno

from nettverk.i18n import _


class Expected(Exception):
    """Something the world did: one sentence for the user on what happened, what is safe and what to do.

    Attributes:
        sentence: shown as it is, in the user's language.
        code: the exit code of the command line (2 for bad input, 1 otherwise).
    """

    def __init__(self, sentence: str, *, code: int = 1) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code


class BadInput(Expected):
    """What the user gave cannot be used; nothing was changed."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, code=2)


class Damaged(Expected):
    """The database has come to harm; what helps is a backup, or ``nettverk check --restore``."""


class Locked(BadInput):
    """A database is sealed with a passphrase that has not been given; nothing is wrong with it.

    Attributes:
        file: its path, as text.
        can_open: whether this installation has what opens such files.
    """

    def __init__(self, sentence: str, file: str, *, can_open: bool) -> None:
        super().__init__(sentence)
        self.file, self.can_open = file, can_open


class Gone(BadInput):
    """What was asked for is no longer there; somebody has removed it, or taken back that it was made."""


class Cancelled(Exception):
    """The user stopped long work; what it would have stored or written is not there."""


# Another path would not help against these: the disk is full or failing. Windows knows no EDQUOT.
WORLD = frozenset(
    {errno.ENOSPC, getattr(errno, "EDQUOT", -1), errno.EIO, errno.EFBIG, errno.EMFILE, errno.ENFILE, errno.ENOMEM}
)


SHARED = (32, 33)
"""What Windows says (as «no access») of a file that another program keeps to itself."""


def exit_code(fault: OSError) -> int:
    """2 where another path would do (it is what the user gave), 1 where the disk itself is the matter."""
    return 1 if fault.errno in WORLD else 2


def reason(fault: OSError) -> str:
    """Why the system said no, in the user's language, to stand inside a sentence."""
    words = {
        errno.ENOSPC: _("disken er full"),
        getattr(errno, "EDQUOT", -1): _("disken er full"),
        errno.EACCES: _("du har ikke tilgang"),
        errno.EPERM: _("du har ikke tilgang"),
        errno.EROFS: _("her går det an å lese, men ikke lagre"),
        errno.EISDIR: _("det er en mappe, ikke en fil"),
        errno.EEXIST: _("det finnes allerede noe med det navnet"),
        errno.ENOTDIR: _("det er en fil, ikke en mappe"),
        errno.ENOENT: _("den finnes ikke"),
        errno.ENAMETOOLONG: _("navnet er for langt"),
        errno.EIO: _("disken svarer ikke"),
        errno.EFBIG: _("fila blir større enn det er lov til her"),
        errno.ELOOP: _("lenka peker på seg selv"),
        errno.EINVAL: _("navnet kan ikke brukes her"),
        errno.EMFILE: _("for mange filer er åpne"),
        errno.ENFILE: _("for mange filer er åpne"),
        errno.ENOMEM: _("maskinen har for lite minne ledig"),
        errno.EBUSY: _("den er i bruk"),
        getattr(errno, "ETXTBSY", -1): _("den er i bruk"),
        errno.ENXIO: _("det er ikke en vanlig fil"),
        errno.ENODEV: _("det er ikke en vanlig fil"),
        errno.ETIMEDOUT: _("disken svarer ikke"),
        getattr(errno, "ESTALE", -1): _("den er flyttet eller slettet"),
    }
    if getattr(fault, "winerror", None) in SHARED:
        return _("den er åpen i et annet program")
    return words.get(fault.errno or 0, "") or fault.strerror or str(fault)
