"""What is built and installed is whole: it works in an empty environment, from another folder."""

import json
import os
import subprocess
import sys
import time
import urllib.request
import venv
import zipfile

import pytest
from conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An environment with nothing but the wheel and its locked requirements."""
    folder = tmp_path_factory.mktemp("wheel")
    python = [sys.executable, "-m"]
    subprocess.run(
        [*python, "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        check=True, capture_output=True,
    )  # fmt: skip
    venv.create(folder / "env", with_pip=True)
    pip = [bin_of(folder) / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "requirements.lock"], check=True)
    subprocess.run([*pip, "--no-deps", *folder.glob("*.whl")], check=True)
    return folder


def bin_of(folder):
    return folder / "env" / ("Scripts" if os.name == "nt" else "bin")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def outside(installed, home, tmp_path):
    """Run `coach` from another folder, with a home folder of its own."""
    environment = {
        "PATH": os.defpath, "HOME": str(home), "USERPROFILE": str(home), "LOCALAPPDATA": str(home),
    }  # fmt: skip

    def run(*arguments, start=subprocess.run, **options):
        command = [bin_of(installed) / "coach", *arguments]
        return start(command, cwd=tmp_path, env=environment, text=True, **options)

    return run


def test_it_holds_what_ships_and_nothing_that_was_trained_here(installed):
    (wheel,) = installed.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in ("app.py", "data/corpus.csv", "models/encoder.onnx", ".streamlit/config.toml"):
        assert f"coach/_files/{name}" in names
    assert not [name for name in names if "classifier." in name and not name.endswith(".py")]


def test_check_works_and_trains_once(outside, home):
    message = "You stopped talking to me. I missed feeling close to you."
    first = outside("check", message, "--format", "json", capture_output=True)
    assert first.returncode == 1, first.stderr
    assert "training the coach" in first.stderr
    review = json.loads(first.stdout)
    assert [s["label"] for s in review["sentences"]] == ["blame", "feeling"]
    assert review["sentences"][0]["suggestions"][0]["text"] == "I missed feeling close to you."
    second = outside("check", "You slapped me.", capture_output=True)
    assert second.returncode == 3
    assert second.stderr == ""
    assert list(home.rglob("classifier.joblib"))


def test_app_serves_the_page(outside):
    server = outside(
        "app", "--no-browser", "--port", "18765",
        start=subprocess.Popen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(240):
            try:
                with urllib.request.urlopen("http://127.0.0.1:18765/", timeout=5) as answer:
                    assert "default-src 'self'" in answer.headers["content-security-policy"]
                    break
            except OSError:
                assert server.poll() is None
                time.sleep(0.5)
        else:
            pytest.fail("the page was not there in two minutes")
    finally:
        server.terminate()
        printed, _ = server.communicate(timeout=30)
    assert "http://127.0.0.1:18765" in printed
