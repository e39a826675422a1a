import os
import re
import shutil
from pathlib import Path

import pytest
from serving import FLAGS, served

from coach import Coach

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

ARTICLE_BLAME = [
    "You pulled away.",
    "You stopped caring.",
    "You stopped talking to me.",
    "Who caused this?",
]
ARTICLE_SOFT = {
    "Do I still matter to you?": "feeling",
    "I missed feeling close to you.": "feeling",
    "I want to understand what happened between us.": "curiosity",
    "Can we try that conversation again?": "repair",
}


@pytest.fixture
def changed(tmp_path):
    """Return a function: a copy of a data file in which the first `old` is `new`."""

    def copy_of(path, old, new):
        copy = tmp_path / path.name
        copy.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), "utf-8")
        return copy

    return copy_of


@pytest.fixture(scope="session")
def coach():
    return Coach.load()


@pytest.fixture(scope="session")
def fast_coach():
    return Coach.load(encoder=False)


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium: .ci/run installs it")
        pytest.skip("no Chromium is installed here")
    return path


@pytest.fixture(scope="session")
def address(coach, tmp_path_factory):  # noqa: ARG001 - the model is trained before the page opens
    with served(tmp_path_factory.mktemp("progress")) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium):
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def datasheet_counts():
    """Return a function: kinds of sentence to how many of each `data/README.md` says there are."""
    sheet = (ROOT / "data" / "README.md").read_text(encoding="utf-8")

    def counts(kinds):
        row = re.compile(rf"^\| ({'|'.join(kinds)}) \| ([\d,]+) \|$", re.MULTILINE)
        return {kind: int(number.replace(",", "")) for kind, number in row.findall(sheet)}

    return counts


@pytest.fixture
def article():
    path = SHARED / "article.txt"
    if not path.exists():
        pytest.skip("the article's text is not beside this checkout")
    return path.read_text(encoding="utf-8")
