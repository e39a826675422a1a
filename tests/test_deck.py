from collections import Counter

import pytest

from coach.article import load_steps, load_vignettes
from coach.deck import load_deck, load_moments
from coach.errors import DataError
from coach.review import THEMES
from coach.turns import accuses


def test_the_deck_is_large_and_covers_every_theme():
    deck = load_deck().values()
    assert len(deck) >= 150
    cards = Counter((card.kind, card.theme) for card in deck)
    for theme in THEMES:
        assert cards["soften", theme] >= 15
        assert cards["repair", theme] + cards["article", theme] >= 4
    assert {card.difficulty for card in deck} == {1, 2, 3}


def test_the_articles_repair_phrases_are_practised(article):
    phrases = [
        "I see that hurt you. I'm here.",
        "I want to understand what happened between us.",
        "Can we try that conversation again?",
    ]
    strong = [card.strong for card in load_deck().values() if card.kind == "article"]
    for phrase in phrases:
        assert phrase in article.replace("’", "'")
        assert any(phrase in line for line in strong)


def test_no_strong_line_accuses():
    assert [card.id for card in load_deck().values() if accuses(card.strong)] == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("s1,shout,distance,1,a,b,c", "row 2: kind 'shout' is not one of"),
        ("s1,soften,weather,1,a,b,c", "row 2: theme 'weather' is not one of"),
        ("s1,soften,distance,4,a,b,c", "row 2: difficulty '4' is not one of"),
        ("s1,soften,distance,1,a,,c", "row 2: weak is empty"),
        ("s1,soften,distance,1,a,b,c\ns1,soften,distance,1,d,b,c", "row 3: its id or its text"),
    ],
)
def test_a_damaged_deck_is_refused_by_its_row(tmp_path, row, problem):
    path = tmp_path / "practice.csv"
    path.write_text(f"id,kind,theme,difficulty,text,weak,strong\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError, match=problem):
        load_deck(path)


def test_vignettes_show_couples_of_every_theme():
    vignettes = load_vignettes().values()
    assert len(vignettes) >= 12
    assert {vignette.theme for vignette in vignettes} == set(THEMES)


def test_steps_and_moments_are_the_articles(article):
    for step in load_steps():
        assert f"{step.number}. {step.title}" in article
    assert len(load_moments()) == 4
