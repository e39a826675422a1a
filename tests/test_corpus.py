import re

import pytest

from coach.corpus import CORPUS, load_corpus
from coach.errors import DataError
from coach.review import LABELS

HEADER = "id,text,label,theme,voice,message,pair,origin\n"
GOOD = "a1,You left.,blame,distance,v_a,,,written\na2,I miss you.,feeling,,v_a,,,written\n"


@pytest.fixture
def load(tmp_path):
    def load(rows, header=HEADER):
        path = tmp_path / "corpus.csv"
        path.write_text(header + rows, encoding="utf-8")
        return load_corpus(path)

    return load


def test_every_sentence_that_the_article_quotes_is_in_it(article):
    quoted = re.findall(r"“([^”]+)”", article)
    sentences = {s for quote in quoted for s in re.split(r"(?<=\.) ", quote)} - {"new normal,"}
    rows = load_corpus()
    theirs = rows[rows["origin"] == "article"]["text"].tolist()
    assert {s.rstrip(".") for s in sentences} == {t.rstrip(".") for t in theirs}


def test_the_datasheet_counts_what_is_there(datasheet_counts):
    assert datasheet_counts(LABELS) == load_corpus()["label"].value_counts().to_dict()


def test_a_good_file_loads(load):
    corpus = load(GOOD)
    assert corpus["theme"].tolist() == ["distance", ""]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("a3,Hi.,blam,,v_a,,,written", "row 4: label 'blam' is not one of"),
        ("a3,Hi.,blame,dist,v_a,,,written", "row 4: theme 'dist' is not one of"),
        ("a3,Hi.,blame,,v_a,,,written", "row 4: label 'blame' needs a theme"),
        ("a3,Hi.,neutral,conflict,v_a,,,written", "row 4: label 'neutral' has theme 'conflict'"),
        ("a3,,neutral,,v_a,,,written", "row 4: text is empty"),
        ("a3, Hi.,neutral,,v_a,,,written", "row 4: text ' Hi.' has white space"),
        ("a3,Hi.,neutral,,,,,written", "row 4: voice is empty"),
        ("a1,Hi.,neutral,,v_a,,,written", "row 4: id 'a1' stands there twice"),
        ("a3,you LEFT.,neutral,,v_a,,,written", "row 4: text 'you LEFT.' stands there twice"),
        ("a3,Hi.,neutral,,v_a,,,copied", "row 4: origin 'copied' is not one of"),
        ("a3,Hi.,neutral,,v_a", "row 4: has more or fewer values"),
        ("a3,Hi.,neutral,,v_a,,p1,written", "row 4: pair 'p1' is not two rows"),
        ("a3,Hi.,neutral,,v_a,,p1,written\na4,Ho.,neutral,,v_a,,p1,written", "of unlike labels"),
        ("a3,Hi.,neutral,,v_a,,p1,written\na4,Ho.,feeling,,v_b,,p1,written", "more than one voice"),
        (
            "a3,Hi.,neutral,,v_a,m1,,written\na4,Ho.,feeling,,v_a,,,written\n"
            "a5,Ha.,feeling,,v_a,m1,,written",
            "not in consecutive rows",
        ),
    ],
)
def test_a_fault_is_named_by_row_and_value(load, row, complaint):
    with pytest.raises(DataError, match=re.escape(complaint)):
        load(GOOD + row + "\n")


def test_a_column_too_many_is_named_even_without_rows(load):
    with pytest.raises(DataError, match=r"has the columns id, text, .*, more; it should have id"):
        load("", header=HEADER.replace("\n", ",more\n"))


def test_wrong_columns_are_named(load):
    with pytest.raises(DataError, match="has the columns text, label; it should have id"):
        load("a,b\n", header="text,label\n")


def test_a_missing_or_foreign_file_says_what_to_do(tmp_path):
    with pytest.raises(DataError, match="is missing"):
        load_corpus(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes(HEADER.encode() + b"a1,caf\xe9,neutral,,v,,,written\n")
    with pytest.raises(DataError, match="not UTF-8"):
        load_corpus(tmp_path / "latin.csv")


def test_no_line_of_the_corpus_breaks_csv_readers():
    assert b"\r" not in CORPUS.read_bytes()
