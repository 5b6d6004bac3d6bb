"""Notes with what should be found marked in them: how much is found, and how much is found without reason.

``labelled.txt`` was written before the rules: every second note was used to tune them, the others were set aside and
counted once, when the first half was done: recall 1.000, precision 0.993 (231 notes, 133 of 133 places, 1 wrong).
``fresh.txt`` was written after that, in another style; before anything was mended for it recall was 0.931 and
precision 0.942 (136 notes, 81 of 87 places, 5 wrong). ``fresher.txt`` came after that: its first hundred notes, mostly
nynorsk, were at 0.942 and 1.000 (49 of 52, none wrong), the next at 0.970 and 0.865 (64 of 66, 10 wrong), the last
ninety-six at 0.914 and 0.941 (64 of 70, 4 wrong).

``voices_*.txt`` are later still, a hundred and more notes in each voice, counted once before anything was mended:
a tired typist 0.764 and 1.000, a school leader 0.936 and 0.830, a kindergarten in nynorsk 0.964 and 0.947, the words of
PPT and child protection 0.914 and 0.883; then minutes 0.927 and 0.879, a nurse in nynorsk 0.852 and 0.836; then answers
to a form 0.864 and 0.927, and one as hard as it could be made 0.815 and 0.759; then a retired teacher 0.891 and 0.804,
and names from everywhere 0.815 and 0.855; last answers as they usually are, 0.974 and 0.974 in bokmål and 1.000 and
0.956 in nynorsk. The others are harder on purpose: a third of each is made to be mistaken. All of
them now belong to what the rules must go on finding.

``voices_6.txt`` to ``voices_11.txt`` came in six rounds, each written after everything before it had been mended,
and each part counted once before anything was mended for it (recall and precision): 6 a typist 0.971 and 0.895, a
school leader 1.000 and 0.971, a kindergarten in nynorsk 1.000 and 0.921, PPT 0.971 and 1.000, minutes 0.973 and
0.900, names from everywhere 0.936 and 0.898; 7 children in many words 0.903 and 0.966, names hard to tell 0.830 and
0.929, small letters and slips 0.811 and 0.811, a form and a retired teacher 0.971 and 0.944; 8 a typist 0.972 and
0.897, children 0.967 and 1.000, names from everywhere 0.957 and 0.917, key words and lists 1.000 and 0.976, a
school in nynorsk full of traps 1.000 and 0.850, words that are names 0.833 and 0.769; 9 as others may try it 0.946
and 0.946, the same in nynorsk 0.947 and 0.900, hard on purpose 0.974 and 0.860; 10 bokmål 1.000 and 0.949, nynorsk
0.941 and 0.865; 11 bokmål 0.971 and 0.895, nynorsk 1.000 and 1.000. ``voices_12.txt`` is nothing but names that are
words, names from elsewhere and traps: the half of 120 notes that was looked at first 0.951 and 0.975, the other half
0.927 and 0.905 when that was mended (0.902 and 0.902 before), and forty written after both 1.000 and 0.939.

``voices_13.txt`` came when somebody else's sentences with names that are words had been at 0.83 and 0.77: 180 notes,
every second one set aside. Before anything was mended the halves were at 0.833 and 0.918, and at 0.778 and 0.977;
when the first half (with ``voices_14.txt``, all of it written to find what was lacking) was done, the other was at
0.870 and 0.959. Then the kinds it showed were mended too; ``voices_15.txt``, eighty notes written before that, was
then counted for the first time, 0.915 and 0.977, and what it showed was mended last.

``voices_19.txt`` is somebody else's again, hasty and in dialect, with names from everywhere: 0.854 and 0.949 when it
was counted. What it lacked was mended by how words look (``shapes.py``) and not word by word; ``voices_20.txt`` was
written then, and counted once: 0.982 and 1.000; so was ``voices_21.txt``, tired people after lunch: 0.981 and 0.929.

``voices_22.txt`` is mostly names in small letters and names in no list, children in other words and traps: 0.813 and
0.968 when it was counted (names 34 of 47, numbers 8 of 9, children 19 of 19). It was mended by what
Norse names are made of (``norse.py``) and by where a stranger stands in a sentence. ``voices_23.txt`` is fifty-four
more of what had been weakest, by the same pen after that: 0.868 and 1.000 when it was counted (names 21 of 26, all else
12 of 12); what it showed was mended last.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from nettverk.domain.anonymity.check import Checker
from nettverk.domain.anonymity.findings import FindingKind
from nettverk.services.anonymity import lexicon
from tests.helpers import labelled

HERE = Path(__file__).parent
ALL = ("labelled.txt", "fresh.txt", "fresher.txt", *sorted(path.name for path in HERE.glob("voices_*.txt")))


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(lexicon())


def test_there_are_enough_notes_of_both_kinds_and_all_kinds_of_findings() -> None:
    notes = labelled.read(HERE / "labelled.txt")
    assert len(notes) >= 400
    assert len({note.text for note in notes}) == len(notes)
    with_labels = sum(bool(note.labels) for note in notes)
    assert 0.4 < with_labels / len(notes) < 0.6
    for half in labelled.halves(notes):
        kinds = [label.kind for note in half for label in note.labels]
        assert all(kinds.count(kind) >= 5 for kind in FindingKind)


@pytest.mark.parametrize(
    ("file", "half"),
    [("labelled.txt", 0), ("labelled.txt", 1), *((file, None) for file in ALL if file != "labelled.txt")],
)
def test_what_should_be_found_is_found(checker: Checker, file: str, half: int | None) -> None:
    notes = labelled.read(HERE / file)
    score = labelled.score(checker, notes if half is None else labelled.halves(notes)[half])
    assert score.recall >= 0.95, "\n".join(score.told)
    assert score.precision >= 0.85, "\n".join(score.told)
    for kind, (right, missed, _wrong) in score.by_kind.items():
        assert not missed or right / (right + missed) >= 0.9, kind


def test_every_finding_has_words_for_it_that_can_be_put_in(checker: Checker) -> None:
    for file in ALL:
        for note in labelled.read(HERE / file):
            for finding in checker.line(note.text):
                assert finding.text == note.text[finding.place.start : finding.place.end]
                assert finding.replaced.start <= finding.place.start
                assert finding.replaced.end >= finding.place.end
                assert finding.reason.endswith(".")
                neutral = finding.accepted(note.text)
                assert "  " not in neutral.replace("  ", "", note.text.count("  ")), neutral
                assert neutral[:1].isupper() or neutral[0] == "[" or not note.text[:1].isupper(), neutral
                # What was found is gone, and what stands there instead is found by nobody.
                again = [one for one in checker.line(neutral) if one.kind is finding.kind and one.text == finding.text]
                assert note.text.count(finding.text) > 1 or not again, neutral
