"""The index finds the same with and without FTS5, forgets wholly, and reads nothing that is typed as a language."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nettverk.storage.search_index import Document, SearchIndex, Token, has_fts5

DAY = date(2026, 11, 24)


def document(tokens: str, ref: str = "x") -> Document:
    return Document("point", ref, "", tokens, "", False, tokens)


@pytest.fixture(params=[True, False], ids=["fts5", "without"])
def index(request: pytest.FixtureRequest) -> SearchIndex:
    if request.param and not has_fts5():
        pytest.skip("this SQLite has no FTS5, and the slower way is tried")
    return SearchIndex(fts=request.param)


def refs(index: SearchIndex, *asked: list[Token]) -> list[str]:
    return [one.ref for _gathering, one in index.documents(index.find(asked, 100))]


def test_the_newest_come_first_and_what_was_said_first_before_what_came_after(index: SearchIndex) -> None:
    index.put("old", date(2020, 1, 1), [document("lek", "a"), document("lek", "b")])
    index.put("planned", None, [document("lek", "e")])
    index.put("new", DAY, [document("lek", "c"), document("lek", "d")])
    assert refs(index, [Token("lek")]) == ["e", "c", "d", "a", "b"]
    assert refs(index) == ["e", "c", "d", "a", "b"]


def test_beginnings_filters_and_either_or(index: SearchIndex) -> None:
    index.put("g", DAY, [document("leken =lek @n1", "a"), document("lekse @n2", "b"), document("ro @n1", "c")])
    assert refs(index, [Token("lek", begins=True)]) == ["a", "b"]
    assert refs(index, [Token("lek")]) == []
    assert refs(index, [Token("lek", begins=True)], [Token("@n1")]) == ["a"]
    assert refs(index, [Token("ro"), Token("=lek")]) == ["a", "c"]


def test_a_gathering_is_put_again_whole_or_forgotten(index: SearchIndex) -> None:
    index.put("g", DAY, [document("hemmelig æøå", "a")])
    index.put("g", date(2027, 1, 1), [document("åpent", "b")])
    assert refs(index, [Token("hemmelig")]) == []
    assert refs(index, [Token("åpent")]) == ["b"]
    index.forget("g")
    index.forget("never there")
    assert refs(index) == []
    assert index.size()[0] == 0


@given(st.lists(st.text("abæøå", min_size=1, max_size=4), max_size=12), st.text("abæøå", min_size=1, max_size=3))
def test_both_ways_find_the_same(words: list[str], start: str) -> None:
    told = []
    for fts in {has_fts5(), False}:
        index = SearchIndex(fts=fts)
        index.put("g", DAY, [document(word, str(place)) for place, word in enumerate(words)])
        told.append((refs(index, [Token(start, begins=True)]), refs(index, [Token(start)])))
        index.close()
    assert told.count(told[0]) == len(told)
    assert told[0][0] == [str(place) for place, word in enumerate(words) if word.startswith(start)]
