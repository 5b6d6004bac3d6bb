"""The command line speaks to people: help in Norwegian, complaints in a sentence, exit code 2."""

from __future__ import annotations

import argparse
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest

from nettverk.cli.command import parser
from nettverk.cli.database import path_of
from nettverk.cli.jobs import registry
from nettverk.cli.words import our_own
from nettverk.services import places

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Run

ENGLISH = ("usage", "options:", "positional", "show this", "required", "argument ", "invalid", "error", "choose")


# A job is called as its module, but for two that are words of Python.
JOBS = [job.__name__.rpartition(".")[2].removesuffix("_job") for job in registry.JOBS]


@pytest.mark.parametrize("job", ["", *JOBS, "groups build", "groups solve"])
def test_every_job_has_help_in_norwegian(run: Run, job: str) -> None:
    said = run(*job.split(), "--help")
    assert said.code == 0
    assert said.out.startswith("bruk: nettverk")
    assert not [word for word in ENGLISH if word in said.out]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Her mangler JOBB."),
        ("importer", "kjenner ikke 'importer'"),
        ("import", "Her mangler FIL."),
        ("gatherings --bare", "Kjenner ikke igjen --bare."),
        ("gatherings --db", "--db: trenger en verdi."),
        ("screens --out x --size stor", "skriv størrelsen som 1920x1080, ikke stor."),
        ("screens --out x --size 99999x1", "skriv størrelsen som 1920x1080"),
        ("screens --out x --theme rosa", "kjenner ikke 'rosa'"),
        ("groups build --size 5 --tables 3", "--tables: kan ikke brukes sammen med --size."),
        ("groups build --size null", "skriv et helt tall fra 1 og oppover, ikke null."),
        ("groups build --seed x", "skjønner ikke 'x'"),
        ("print kjøreplan --out x", "kjenner ikke 'kjøreplan'"),
        ("print agenda", "Her mangler --out."),
    ],
)
def test_a_slip_of_the_keys_gets_one_sentence_and_the_way_to_help(run: Run, typed: str, words: str) -> None:
    said = run(*typed.split())
    assert said.code == 2
    assert said.out == ""
    assert words in said.err
    assert said.err.rstrip().endswith("--help.")
    assert len(said.err.splitlines()) == 1
    assert not [word for word in ENGLISH if word in said.err]


def test_help_and_complaints_come_in_the_language_asked_for(run: Run) -> None:
    said = run("--language", "en", "import", "--help").out
    assert said.startswith("usage: nettverk import")
    assert not [word for word in ("bruk:", "valg", "hva:", "vis ") if word in said]
    assert "needs a value" in run("gatherings", "--language=en", "--db").err


def test_the_rest_of_python_keeps_its_own_words() -> None:
    with our_own():
        assert parser().format_usage().startswith("bruk: ")
    assert argparse.ArgumentParser(prog="x").format_usage().startswith("usage: ")


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("Nettverk 0.")


def test_it_is_the_same_database_as_the_windows_open(run: Run) -> None:
    assert path_of(Namespace(db=None)) == places.default_database()
