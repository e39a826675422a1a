import io
import json
import re
import subprocess
import sys

import pytest
from conftest import ROOT

from coach import cli

MESSAGE = "You stopped talking to me. I missed feeling close to you."


@pytest.fixture
def run(coach, monkeypatch, capsys):
    """Run the command line in this process; returns (exit status, stdout, stderr)."""
    monkeypatch.setattr(cli, "load_coach", lambda: coach)

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = cli.main(arguments)
        return status, *capsys.readouterr()

    return run


def test_check_as_text(run):
    status, out, err = run("check", MESSAGE)
    assert status == 1
    assert err == ""
    blame, feeling = out.index("blame      You stopped"), out.index("feeling    I missed")
    assert blame < out.index("I missed feeling close to you.  (feeling, the article)") < feeling


def test_check_as_json(run, coach):
    status, out, _ = run("check", MESSAGE, "--format", "json")
    assert status == 1
    assert json.loads(out) == coach.review(MESSAGE).to_dict()


def test_a_corpus_that_is_not_there_is_said_so(capsys):
    with pytest.raises(SystemExit, match="2"):
        cli.main(["train", "--corpus", "nowhere.csv"])
    assert "there is no file nowhere.csv" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["check"], ["check", "-"]])
def test_check_reads_standard_input(run, arguments):
    status, out, _ = run(*arguments, stdin=MESSAGE.encode())
    assert status == 1
    assert "You stopped talking to me." in out


@pytest.mark.parametrize(
    ("message", "status", "line"),
    [
        ("I missed feeling close to you.", 0, "Nothing to soften."),
        ("", 0, "Nothing here to review"),
        (" \n ", 0, "Nothing here to review"),
        ("🙄🙄", 0, "Nothing here to review"),
        ("Nunca me escuchas cuando te hablo. Me siento sola.", 0, "This coach reads English"),
        ("אתה אף פעם לא מקשיב לי", 0, "This coach reads English"),
        ("You slapped me.", 3, "This is about being safe."),
        ("<script>alert('hi')</script> **You stopped talking to me.**", 1, "blame"),
    ],
)
def test_exit_status_and_answer(run, message, status, line):
    for answer in (run("check", message), run("check", stdin=message.encode())):
        assert answer[0] == status
        assert line in answer[1]
        assert answer[2] == ""


@pytest.mark.parametrize(
    ("stdin", "line"),
    [
        (b"You left\xff me", "not UTF-8"),
        (b"You left\0 me", "NUL byte"),
        (b"left " * 40_001, "up to 200,000"),
    ],
)
def test_what_cannot_be_read_is_one_line_on_standard_error(run, stdin, line):
    status, out, err = run("check", stdin=stdin)
    assert status == 2
    assert out == ""
    assert line in err
    assert err.count("\n") == 1
    assert "left" not in err


def test_text_for_a_terminal_holds_no_control_characters(run):
    _, out, _ = run("check", "You stopped \x1b[31mtalking\x07 to me.")
    assert "\x1b" not in out
    assert "\x07" not in out


def test_a_safety_notice_names_the_help_of_the_country(run):
    status, out, _ = run("check", "You slapped me.", "--country", "gb")
    assert status == 3
    assert "Emergency services: 999" in out
    assert "0808 2000 247" in out
    assert "--figure-of-speech" in out


def test_a_figure_of_speech_goes_on(run):
    status, out, _ = run("check", "I'm scared of you. You never listen.", "--figure-of-speech")
    assert status == 1
    assert "You never listen." in out
    status, out, _ = run("check", "I'll kill you.", "--figure-of-speech")
    assert status == 3
    assert "--figure-of-speech" not in out


def test_a_country_without_helplines_is_bad_input(capsys):
    with pytest.raises(SystemExit, match="2"):
        cli.main(["check", "hi", "--country", "XX"])
    assert "GB" in capsys.readouterr().err


def test_an_unknown_command_is_bad_input(capsys):
    with pytest.raises(SystemExit) as caught:
        cli.main(["chek"])
    assert caught.value.code == 2
    assert "chek" in capsys.readouterr().err


def test_the_readme_shows_what_check_really_prints(run):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```console\n\$ \S*coach check \"(.+)\"\n(.+?)```", readme, re.DOTALL)
    assert run("check", found[1])[1] == found[2]


def test_every_command_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    helped = cli._parser().format_help()
    for command in re.findall(r"^    (\w+) ", helped, re.MULTILINE):
        assert f"coach {command}" in readme


@pytest.mark.slow
def test_as_a_process():
    done = subprocess.run(
        [sys.executable, "-m", "coach", "check", "--format", "json"],
        input=MESSAGE.encode(), capture_output=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 1
    assert json.loads(done.stdout)["sentences"][0]["label"] == "blame"


def test_importing_the_package_is_light():
    heavy = "('sklearn', 'pandas', 'streamlit')"
    code = f"import sys, coach; print(any(m in sys.modules for m in {heavy}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == b"False"
