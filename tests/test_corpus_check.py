import pytest

from coach import corpus_check
from coach.cli import main
from coach.corpus import load_corpus

pytest.importorskip("rapidfuzz", reason="near-copies are looked for by rapidfuzz")

HEADER = "id,text,label,theme,voice,message,pair,origin\n"


@pytest.mark.slow
def test_the_corpus_breaks_no_rule():
    assert corpus_check.faults(load_corpus()) == []


def test_the_corpus_is_as_broad_as_it_should_be():
    corpus = load_corpus()
    labels = corpus["label"].value_counts()
    assert labels["neutral"] >= 3600
    assert labels["blame"] >= 2400
    assert labels["feeling"] >= 1300
    assert labels["repair"] >= 800
    assert labels["curiosity"] >= 800
    assert corpus["theme"].value_counts().drop("").min() >= 200
    assert corpus["voice"].nunique() > 120
    assert (corpus["message"] != "").mean() >= 1 / 3
    edges = corpus["pair"][corpus["pair"].str.contains(":")].str.split(":").str[0]
    assert edges.value_counts().min() >= 2 * 25
    assert len(set(edges)) == 22


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("a1,Hello there.,neutral,,v_a,,,written", "voice 'v_a' has 1 rows"),
        ("a1,You never call.,blame,distance,v_a,,,written", "begin with a stock opener"),
        ("a1,Can we try that conversation again?,repair,,v_a,,,written", "line of the phrase bank"),
        (
            "a1,The plumber said he comes at nine tomorrow.,neutral,,v_a,,,written\n"
            "a2,the plumber said he comes at nine tomorrow!,neutral,,v_b,,,written",
            "row 3: almost the same as row 2",
        ),
    ],
)
def test_a_fault_is_named(tmp_path, capsys, rows, fault):
    path = tmp_path / "mine.csv"
    path.write_text(HEADER + rows + "\n", encoding="utf-8")
    assert main(["corpus", "check", str(path)]) == 2
    assert fault in capsys.readouterr().out
