"""The layers of pyproject.toml hold: imports run one way, libraries stay where they are."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

import coach


def test_imports_run_in_one_direction():
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", coach.__all__)
def test_every_public_name_is_there_and_documented(name):
    assert getattr(coach, name).__doc__


def test_public_names_are_sorted():
    assert coach.__all__ == sorted(coach.__all__)


@pytest.mark.parametrize("path", sorted((ROOT / "coach").rglob("*.py")), ids=lambda p: p.name)
def test_modules_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
