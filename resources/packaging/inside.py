"""What is inside a package: a software bill of materials (CycloneDX 1.6), and every licence as a text."""

from __future__ import annotations

import hashlib
import json
import re
import tarfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from nettverk.services import parts
from resources.packaging import fetch, pins
from resources.packaging.pins import Pin
from resources.packaging.plan import Plan

NOTE = """Lisensene til alt Nettverk er laget av
======================================

{list}

Qt og Qt for Python (PySide6, Shiboken) er fri programvare under GNU LGPL versjon 3. De er tatt inn som egne filer som
lastes når programmet starter, og ingenting i dem er endret. Du kan bytte dem ut med en annen utgave som har de samme
grensesnittene, også en du har endret og bygd selv: {where}.
Kildekoden til versjon {qt} gis ut av Qt-prosjektet under samme lisens, og vi skaffer den til den som spør.
Du kan undersøke og endre slikt du trenger for å finne feil i endringene dine.

psycopg (GNU LGPL versjon 3) og Pyphen (GNU LGPL versjon 2.1 eller senere) er moduler for Python, uendret. Legg en annen
utgave som en mappe med samme navn {beside}: den blir brukt i stedet.
"""
QT_PLACE = {
    "windows": "filene Qt6*.dll, *.abi3.dll og Qt*.pyd i program\\site-packages\\PySide6 og shiboken6",
    "linux": "pakk ut med --extract MAPPE; filene ligger i lib/python3/dist-packages/PySide6 og shiboken6",
    "mac": "filene ligger i Nettverk.app/Contents/Resources/packages/PySide6",
}
PACKAGES = {
    "windows": "i program\\site-packages",
    "linux": "i lib/python3/dist-packages",
    "mac": "i Nettverk.app/Contents/Resources/packages",
}


@dataclass(frozen=True, slots=True)
class Inside:
    """One part of one package.

    Attributes:
        purl: as other tools name it, a package URL. texts: the licences by the name of their file. nested: parts that
            its own maker lists, as CycloneDX has them.
    """

    name: str
    version: str
    licence: str
    purl: str
    sum: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    nested: tuple[dict[str, object], ...] = ()


NOT_INSIDE = {
    "": ("OpenSSL",),  # Python itself
    "numpy": ("OpenBLAS", "LAPACK", "libgfortran"),  # blas.py
    "pillow": (
        "PIL._avif", "PIL._imagingcms", "PIL._imagingft", "PIL._imagingmath", "PIL._imagingtk", "PIL._webp", "Brotli",
        "FreeType", "FriBiDi", "fribidi-shim", "HarfBuzz", "libavif", "libpng", "libwebp", "Little CMS", "Little CMS 2",
        "raqm",
    ),
    "pyside6-essentials": ("libwebp",),
}  # fmt: skip
"""What a package brings that is left out of ours (``tree.py``), or replaced."""
ON_LINUX = ("MIT Kerberos", "OpenLDAP", "Cyrus SASL", "keyutils", "libcrypt", "libcom_err")
"""What libpq brings along there alone."""


def within(part: parts.Part, told: Sequence[dict[str, object]], system: str) -> tuple[dict[str, object], ...]:
    """The parts of a part as CycloneDX has them: what its maker lists, and beside that what our own list names.

    Args:
        told: the components of the bills of materials that lie in its wheel.
    """
    gone = {*NOT_INSIDE.get(part.package, ()), *(() if system == "linux" else ON_LINUX)}
    found = [one for one in told if one["name"] not in gone and not _is_itself(one, part)]
    named = {str(one["name"]).lower() for one in found}
    for name, licence in re.findall(r"([^,(]+?)\s*(?:\(([^)]*)\))?(?:,\s*|$)", part.inside):
        if name not in gone and not any(name.lower() in one for one in named):
            licences = {"licenses": [{"license": {"name": licence}}]} if licence else {}
            found.append({"type": "library", "name": name, **licences})
    return tuple(found)


def _is_itself(one: dict[str, object], part: parts.Part) -> bool:
    return str(one["name"]).lower().replace("_", "-") == part.package


def python_parts(wheels: Sequence[tuple[Pin, Path]], system: str) -> list[Inside]:
    """The packages of Python's, with what their wheels say of themselves."""
    known = {part.package: part for part in parts.parts() if part.package}
    found = []
    for pin, file in wheels:
        part = known[pin.name]
        texts, nested = {name: (pins.ROOT / "resources" / name).read_text("utf-8") for name in part.texts}, []
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                if parts.is_licence(name):
                    texts[name] = archive.read(name).decode("utf-8", "replace")
                elif name.endswith(".cdx.json") and ".dist-info/sboms/" in name:
                    nested += json.loads(archive.read(name)).get("components", [])
        purl = f"pkg:pypi/{pin.name}@{pin.version}"
        found.append(
            Inside(
                part.name, pin.version, part.licence, purl, digest(file.read_bytes()), texts,
                within(part, nested, system),
            )
        )  # fmt: skip
    return found


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, as it is written."""
    return hashlib.sha256(data).hexdigest()


def cpython_for_windows() -> Inside:
    """Python itself, as PyPI's package has it."""
    pin = pins.windows_python()
    texts = {"Python.txt": (pins.ROOT / "resources" / "licences" / "Python.txt").read_text("utf-8")}
    nested = within(next(part for part in parts.parts() if part.name == "Python"), (), "windows")
    purl = f"pkg:pypi/{pin.name}@{pin.version}"
    return Inside("CPython", "3.11.9", "Python-2.0.1", purl, pin.sums[0], texts, nested)


def lapack(cache: Path) -> Inside:
    """What lies in the place of NumPy's OpenBLAS (``blas.py``), with what the compiler has put into it."""
    version, total = pins.lapack()
    with tarfile.open(fetch.lapack(cache)) as archive:
        text = archive.extractfile(f"lapack-{version}/LICENSE")
        assert text is not None
        texts = {"LICENSE": text.read().decode("utf-8", "replace")}
    purl = f"pkg:deb/debian/lapack@{version}?arch=source&distro=bookworm"
    return Inside("LAPACK", version, "BSD-3-Clause-Open-MPI", purl, total, texts)


def debian_parts(debs: Sequence[tuple[pins.Deb, Path, str]]) -> list[Inside]:
    """The packages of Debian's; the third of each is its copyright file."""
    return [
        Inside(
            deb.name,
            deb.version,
            "",
            f"pkg:deb/debian/{deb.name}@{deb.version}?arch=amd64&distro=bookworm",
            deb.sum,
            {"copyright": text},
        )
        for deb, _file, text in debs
    ]


def own_parts() -> list[Inside]:
    """What lies in the program's own resources."""
    return [
        Inside(
            part.name,
            "",
            part.licence,
            "",
            "",
            {name: (pins.ROOT / "resources" / name).read_text("utf-8") for name in part.texts},
        )
        for part in parts.parts()
        if not part.package and part.name != "Python"
    ]


def write(plan: Plan, root: Path, contents: list[Inside], system: str) -> Path:
    """Put the licences and the bill of materials into a package's folder; returns the copy of the bill beside it."""
    everything = [*contents, *own_parts()]
    folder = root / "lisenser"
    folder.mkdir(parents=True)
    (folder / "Nettverk.txt").write_text((pins.ROOT / "LICENSE").read_text("utf-8"), "utf-8")
    for one in everything:
        if not one.texts:
            raise SystemExit(f"No text of the licence of {one.name}.")
        title = f"{one.name} {one.version}".strip()
        pages = [f"{name}\n{'-' * len(name)}\n\n{text.strip()}\n" for name, text in sorted(one.texts.items())]
        name = "".join(letter if letter.isalnum() or letter in "-._+" else "-" for letter in title)
        (folder / f"{name}.txt").write_text(f"{title}\n{one.licence}\n\n" + "\n\n".join(pages), "utf-8")
    lines = [f"{f'{one.name} {one.version}'.strip()}: {one.licence or 'se fila'}" for one in everything]
    qt = next(one.version for one in contents if one.name == "Qt for Python")
    note = NOTE.format(list="\n".join(lines), where=QT_PLACE[system], beside=PACKAGES[system], qt=qt)
    (folder / "LES MEG.txt").write_text(note, "utf-8")
    text = bill(plan, everything, system)
    (root / "sbom.cdx.json").write_text(text, "utf-8")
    beside = plan.out / f"nettverk-{plan.version}-{system}.cdx.json"
    beside.write_text(text, "utf-8")
    return beside


def bill(plan: Plan, everything: Sequence[Inside], system: str) -> str:
    """The bill of materials as CycloneDX 1.6, the same bytes for the same parts, and held to its schema."""
    from cyclonedx.factory.license import LicenseFactory
    from cyclonedx.model import HashAlgorithm, HashType
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator
    from packageurl import PackageURL

    def component(one: Inside) -> Component:
        made = Component(
            name=one.name,
            version=one.version or None,
            type=ComponentType.LIBRARY,
            bom_ref=one.purl or one.name,
            purl=PackageURL.from_string(one.purl) if one.purl else None,
            licenses=[LicenseFactory().make_from_string(one.licence)] if one.licence else None,
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one.sum)] if one.sum else None,
        )
        for row in one.nested:
            part = Component.from_json(row)  # type: ignore[attr-defined]
            part.bom_ref.value = f"{one.name}/{part.name}" + (f"@{part.version}" if part.version else "")
            made.components.add(part)
        return made

    whole = Bom(components=[component(one) for one in everything])
    whole.serial_number = uuid5(NAMESPACE_URL, f"nettverk/{plan.version}/{system}/{plan.epoch}")
    whole.metadata.timestamp = datetime.fromtimestamp(plan.epoch, UTC)
    main = Component(
        name="nettverk",
        version=plan.version,
        type=ComponentType.APPLICATION,
        bom_ref="nettverk",
        licenses=[LicenseFactory().make_from_string("MIT")],
    )
    whole.metadata.component = main
    whole.register_dependency(main, list(whole.components))
    text = JsonV1Dot6(whole).output_as_string(indent=1)
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        raise SystemExit(f"The bill of materials does not hold to its schema: {fault}")
    return text + "\n"
