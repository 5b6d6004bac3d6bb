"""Make ``resources/names/names.txt`` anew: ``python -m tests.helpers.name_list FAKER``.

``FAKER`` is the unpacked wheel of Faker (``pip download --no-deps faker==40.63.0``), read as data and not installed.
The other sources lie in ``tests/helpers/names``. The same sources always give the same file; a test looks for what must
be in it. ``ordinary.txt`` there has the names that Norwegian dictionaries have as words; only that much was looked up.
"""

from __future__ import annotations

import ast
import sys
import unicodedata
from pathlib import Path

from nettverk.assets import resource
from nettverk.domain.anonymity.lexicon import fold

SOURCES = Path(__file__).parent / "names"
LOCALES = (
    "no_NO", "sv_SE", "da_DK", "fi_FI", "is_IS", "de_DE", "en_GB", "en_US", "nl_NL", "fr_FR", "es_ES", "pl_PL",
    "lt_LT", "lv_LV", "et_EE", "ro_RO", "hr_HR", "sk_SK", "tr_TR", "az_AZ", "uz_UZ", "vi_VN", "en_PK", "en_IN", "en_KE",
    "en_TH", "en_NG", "uk_UA", "ru_RU", "bg_BG", "cs_CZ", "hu_HU", "sl_SI", "it_IT", "pt_BR", "id_ID",
)  # fmt: skip
# Family names of these are everyday English words too often («Young», «Hill», «Price»), or far too many.
GIVEN_ONLY = frozenset(
    {"en_GB", "en_US", "en_KE", "is_IS", "en_NG", "it_IT", "pt_BR", "id_ID", "bg_BG", "ru_RU", "hu_HU", "cs_CZ"}
)
# Cyrillic letters as such names are written in Norway.
_LATIN = (
    "а:a б:b в:v г:h ґ:g д:d е:e є:je ж:zh з:z и:y і:i ї:ji й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts "
    "ч:ch ш:sh щ:shch ъ:a ы:y ь: э:e ю:iu я:ia ё:jo"
)
CYRILLIC = {letter: latin for letter, _colon, latin in (pair.partition(":") for pair in _LATIN.split())}
# Ends that make a family name of a name; the others are farms, and places as often as people.
PATRONYMS = ("sen", "son", "sson", "ssen", "zen", "datter", "dotter", "ić", "ski", "wicz", "enko", "dze", "ova")


def sections(path: Path) -> dict[str, set[str]]:
    """The names of a source by section."""
    found: dict[str, set[str]] = {}
    here: set[str] = set()
    for line in path.read_text("utf-8").splitlines():
        line = line.strip()
        if line.startswith("["):
            here = found.setdefault(line.strip("[]"), set())
        elif line and not line.startswith("#"):
            here.update(line.split())
    return found


def of_faker(faker: Path) -> dict[str, set[str]]:
    """Given and family names of a locale, read from its source without running it."""
    found: dict[str, set[str]] = {"given": set(), "family": set()}
    for locale in LOCALES:
        tree = ast.parse((faker / "faker/providers/person" / locale / "__init__.py").read_text("utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
                continue
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            name = target.id if isinstance(target, ast.Name) else ""
            kind = "given" if "first_name" in name else "family" if "last_name" in name else ""
            if not kind or (kind == "family" and locale in GIVEN_ONLY):
                continue
            texts = {leaf.value for leaf in ast.walk(node.value) if isinstance(leaf, ast.Constant)}
            words = {spelled for text in texts if isinstance(text, str) for spelled in in_latin(text, locale)}
            found[kind] |= {word for word in words if is_name(word)}
    return found


def in_latin(word: str, locale: str) -> set[str]:
    """A name in Latin letters: «Оксана» is Oksana, «Сергей» Sergei and Sergej."""
    if not any("CYRILLIC" in unicodedata.name(letter, "") for letter in word):
        return {word}
    table = CYRILLIC if locale == "uk_UA" else CYRILLIC | {"г": "g", "и": "i", "я": "ja", "ю": "ju"}
    plain = "".join(table.get(letter, letter) for letter in word.lower()).capitalize()
    return {
        plain,
        plain.replace("ja", "ia").replace("ju", "iu"),
        plain.removesuffix("i") + "j" if plain.endswith(("ei", "ii", "ai")) else plain,
    }


def is_name(word: str) -> bool:
    """A single word in Latin letters, with a capital, long enough to be looked for."""
    letters = all(letter.isalpha() and "LATIN" in unicodedata.name(letter, "") for letter in word)
    return len(word) >= 4 and letters and word[0].isupper() and word[1:].islower()


def build(faker: Path) -> str:
    """The whole file."""
    own = [sections(SOURCES / f"{name}.txt") for name in ("norwegian", "sami", "immigrant")]
    words = sections(SOURCES / "words.txt")
    never = {fold(word) for word in words["never"]}
    ordinary_lines = (SOURCES / "ordinary.txt").read_text("utf-8").splitlines()[1:]
    ordinary = {word for line in ordinary_lines for word in line.split()}
    given = {fold(name) for source in own for name in source["given"]} - never
    family = {fold(name) for source in own for name in source["family"]} - never
    more = of_faker(faker)
    weak = {fold(word) for word in words["weak"]}
    patronyms = {fold(name) for name in more["family"] | {n for s in own for n in s["family"]} if ends(name)}
    # A farm in our own list is a place as well; of foreign family names that many are no Norwegian place.
    farms = {fold(name) for name in own[0]["family"] | own[1]["family"]} - patronyms
    given |= {fold(name) for name in more["given"]} - ordinary - never - family
    family |= {fold(name) for name in more["family"]} - ordinary - never - given
    sure = {fold(name) for source in own for name in source["given"]} - weak - never
    low = {name for name in sure if len(name) >= 4 and name not in ordinary and name not in farms}
    low |= {fold(name) for name in sections(SOURCES / "low.txt")["low"]}
    parts = {"given": given, "family": family, "farm": farms & family, "weak": weak & (given | family), "low": low}
    head = "# Made by tests/helpers/name_list.py; sources and licences are in README.md beside this file.\n"
    return head + "".join(f"[{kind}]\n{' '.join(sorted(names))}\n" for kind, names in parts.items())


def ends(name: str) -> bool:
    """Whether a family name says whose son or daughter."""
    return name.casefold().endswith(PATRONYMS) and len(name) > 5


def main() -> None:
    """Write the file."""
    text = build(Path(sys.argv[1]))
    target = resource("names", "names.txt")
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, "utf-8", newline="\n")
    print(f"{target}: {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
