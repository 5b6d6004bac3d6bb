"""The workflow for a public forge holds to the forge's own schema, and calls what is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_holds_to_the_schema_and_calls_what_is_there(file: Path) -> None:
    pytest.importorskip("check_jsonschema")
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    text = file.read_text("utf-8")
    called = re.findall(r"(?:^|\s)((?:resources|tests)/[\w/.-]+)", text)
    assert called
    assert [path for path in called if not (ROOT / path).exists()] == []
