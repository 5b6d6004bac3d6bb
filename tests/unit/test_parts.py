"""What «Om Nettverk» says the program is made of is what it is made of, each with its licence as a text."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest

from nettverk.assets import resource
from nettverk.services import parts
from resources.packaging import pins

ROOT = Path(__file__).parents[2]


def test_every_package_that_is_required_is_listed_and_no_other() -> None:
    listed = {part.package for part in parts.parts() if part.package}
    assert listed == {pin.name for pin in pins.required()}


def test_every_part_has_a_licence_and_its_text() -> None:
    for part in parts.parts():
        assert part.licence
        assert all(resource(*name.split("/")).is_file() for name in part.texts), part.name
        if part.here:
            assert any(len(text) > 200 for text in parts.texts(part)), part.name


def test_what_is_written_agrees_with_what_the_packages_say_of_themselves() -> None:
    for part in parts.parts():
        if not part.package or not part.here:
            continue
        said = metadata.metadata(part.package).get("License-Expression", "")
        # A package may say more than one: what may be chosen between, or what is inside it.
        assert not said or set(part.licence.split(" AND ")) & set(re.split(r" AND | OR ", said)), (part.name, said)


@pytest.mark.parametrize(
    ("folder", "licence"), [("fonts", "Noto"), ("fonts", "Symbols"), ("icons", "Lucide"), ("names", "Faker")]
)
def test_what_lies_in_the_resources_is_listed_too(folder: str, licence: str) -> None:
    assert any(licence in part.name and part.texts[0].startswith(folder) for part in parts.parts())


def test_the_licences_can_be_read_with_what_to_know_about_qt() -> None:
    from nettverk.ui.common.help_sheet import licences

    text = licences()
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "bytte dem ut" in text
    assert all(part.name in text for part in parts.parts() if part.here)
