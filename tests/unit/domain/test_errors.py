"""Why the system said no, in words."""

from __future__ import annotations

import errno

import pytest

from nettverk.domain.errors import exit_code, reason


def test_a_file_that_another_program_keeps_to_itself_is_no_lack_of_rights() -> None:
    """Windows gives the same errno for both; what it means stands beside it."""
    fault = PermissionError(errno.EACCES, "The process cannot access the file")
    assert reason(fault) == "du har ikke tilgang"
    fault.winerror = 32  # type: ignore[attr-defined, unused-ignore]
    assert reason(fault) == "den er åpen i et annet program"


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, 1), (errno.EACCES, 2), (errno.ENOENT, 2)])
def test_a_full_disk_is_the_worlds_fault_and_a_wrong_folder_the_users(number: int, code: int) -> None:
    assert exit_code(OSError(number, "x")) == code
