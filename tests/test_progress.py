import json
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from coach.errors import ProgressError
from coach.progress import KEEP_TEXTS, VERSION, YES, Attempt, Progress

AT = datetime(2026, 3, 1, 20, 15, tzinfo=UTC)
WORDS = "I missed you so much that evening"


@pytest.fixture
def progress(tmp_path):
    return Progress(tmp_path)


def attempt(card="s001", quality="good", text=WORDS):
    return Attempt(AT, AT.date(), card, "distance", quality, 3, text)


def test_what_was_practised_is_there_again(progress):
    progress.record(attempt(), "{}")
    (kept,) = Progress(progress.path.parent).attempts()
    assert kept == attempt(text=None)
    assert progress.states() == {"s001": "{}"}


def test_words_are_kept_only_if_the_user_says_so(progress):
    progress.record(attempt(), "{}")
    assert WORDS.encode() not in progress.path.read_bytes()
    progress.set(KEEP_TEXTS, YES)
    progress.record(attempt(), "{}")
    assert [kept.text for kept in progress.attempts()] == [None, WORDS]
    progress.set(KEEP_TEXTS, "no")
    assert [kept.text for kept in progress.attempts()] == [None, None]
    assert WORDS.encode() not in progress.path.read_bytes()


def test_moments_are_marked_and_unmarked(progress):
    day = date(2026, 3, 1)
    progress.add_moment("tea on the step")
    progress.add_moment("tea on the step")
    assert list(progress.own_moments().values()) == ["tea on the step"]
    (own,) = progress.own_moments()
    progress.mark(day, own, done=True)
    progress.mark(day, "check-in", done=True)
    progress.mark(day, "check-in", done=True)
    assert progress.done() == {(day, own), (day, "check-in")}
    progress.mark(day, "check-in", done=False)
    progress.remove_moment(own)
    assert progress.done() == set()
    assert progress.own_moments() == {}


def test_an_export_comes_back_whole(progress, tmp_path):
    progress.set(KEEP_TEXTS, YES)
    progress.record(attempt(), "{}")
    progress.add_moment("tea on the step")
    progress.mark(AT.date(), "check-in", done=True)
    exported = json.loads(json.dumps(progress.export()))
    other = Progress(tmp_path / "other")
    other.record(attempt("s002"), "{}")
    other.replace_with(exported)
    assert other.export() == progress.export()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.clear(),
        lambda data: data.update(softer_words_progress=VERSION + 1),
        lambda data: data.pop("attempts"),
        lambda data: data["attempts"].append({"id": 2}),
        lambda data: data["attempts"][0].update(day="someday"),
        lambda data: data["attempts"][0].update(effort="much"),
        lambda data: data.update(cards=3),
        lambda data: data.update(done=[{"day": "x", "moment": "check-in"}]),
    ],
)
def test_a_damaged_export_changes_nothing(progress, damage):
    progress.record(attempt(), "{}")
    before = progress.export()
    exported = json.loads(json.dumps(before))
    damage(exported)
    with pytest.raises(ProgressError, match="nothing was changed"):
        progress.replace_with(exported)
    assert progress.export() == before


def test_deleting_everything_leaves_no_word_in_the_file(progress):
    progress.set(KEEP_TEXTS, YES)
    for number in range(50):
        progress.record(attempt(f"s{number:03}"), "{}")
    progress.add_moment("tea on the step")
    assert WORDS.encode() in progress.path.read_bytes()
    progress.delete_everything()
    for path in progress.path.parent.iterdir():
        assert WORDS.encode() not in path.read_bytes()
        assert b"tea on the step" not in path.read_bytes()
    assert progress.attempts() == []
    assert progress.setting(KEEP_TEXTS) is None


def test_two_tabs_write_at_once(progress):
    def write(number):
        Progress(progress.path.parent).record(attempt(f"s{number:03}"), "{}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(64)))
    assert len(progress.attempts()) == len(progress.states()) == 64


def test_a_kill_in_the_middle_of_a_write_leaves_the_last_whole_state(progress):
    progress.record(attempt(), "{}")
    script = (
        "import os, sys; from pathlib import Path; from coach import progress as p\n"
        "with p.Progress(Path(sys.argv[1]))._open() as file:\n"
        "    file.execute('DELETE FROM attempts'); file.execute('PRAGMA cache_spill = 1')\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, progress.path.parent], check=False)
    assert done.returncode == -9
    assert len(progress.attempts()) == 1


def test_a_newer_file_is_left_alone(progress):
    progress.record(attempt(), "{}")
    with sqlite3.connect(progress.path) as file:
        file.execute(f"PRAGMA user_version = {VERSION + 1}")
    file.close()
    before = progress.path.read_bytes()
    with pytest.raises(ProgressError, match="newer coach"):
        progress.attempts()
    assert progress.path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough", b"SQLite format 3\0"]
)
def test_a_damaged_file_is_one_clear_line(progress, content):
    progress.path.write_bytes(content * 100)
    with pytest.raises(ProgressError, match="cannot be read or written"):
        progress.attempts()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(ProgressError, match="check that the folder may be written"):
        Progress(tmp_path).attempts()


def test_a_file_in_the_place_of_the_folder_is_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ProgressError, match="check that the folder may be written"):
        Progress(tmp_path / "file").attempts()
