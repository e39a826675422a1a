"""How the softer words do by their properties: `python benchmarks/rephrasing/measure.py [FILE]`.

Reads every blaming sentence of the corpus, `sentences.csv` (300 sentences that no phrase was
written for) and the targets of `messages.csv`, or of a FILE with a column `text`, and prints for
each: how many lines are about the sentence's own matter, which of its facts are kept, how many
lines are alike, and what a grammar checker (`harper-py`) finds. `--show N` prints N of them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import pandas as pd
from harper import Linter

from coach import Coach
from coach.corpus import load_corpus
from coach.grammar import NOUNS, Word, tagged
from coach.review import Review, Sentence, Suggestion
from coach.turns import accuses

HERE = Path(__file__).parent
# What the checker finds in a text message that is nothing to mend.
NO_FAULTS = {"Spelling", "Capitalization", "Formatting", "Readability", "Style", "WordChoice"}
NUMBERS = {"one", "once"}


def main() -> None:
    """Print the properties of each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    coach = Coach.load()
    if options.file:
        files = {options.file.name: pd.read_csv(options.file)["text"]}
    else:
        corpus = load_corpus()
        files = {
            "corpus": corpus["text"][corpus["label"] == "blame"],
            "sentences.csv": pd.read_csv(HERE / "sentences.csv")["text"],
            "messages.csv": pd.read_csv(HERE / "messages.csv")["target"],
        }
    for name, texts in files.items():
        measure(name, [blaming(coach, text) for text in texts], options.show)


def blaming(coach: Coach, text: str) -> Sentence | None:
    """Return the text as the coach reads it, if it is one blaming sentence to it."""
    review: Review = coach.review(text)
    return review.blaming[0] if len(review.blaming) == 1 else None


def measure(name: str, found: list[Sentence | None], show: int) -> None:
    """Print a table of the properties of some sentences."""
    sentences = [s for s in found if s is not None]
    softened = [s for s in sentences if s.suggestions]
    read = [s for s in softened if s.note is None]
    ours = [(s, g) for s in softened for g in s.suggestions if g.source == "coach"]
    close = [(s, g) for s, g in ours if g.strength == "firm" or is_gentle_feeling(g)]
    close_read = [(s, g) for s, g in close if s.note is None]
    lines = [g.text for _, g in ours]
    facts = [(s, fact) for s in softened for fact in facts_of(s.text)]
    kept = [fact in said_of(s) for s, fact in facts]
    faults, kinds = faulted(lines)
    rows = {
        "sentences; read as one blaming sentence": f"{len(found)}; {len(sentences)}",
        "of these with suggestions; their matter read": f"{len(softened)}; {len(read)}",
        "3 to 5 suggestions": share([3 <= len(s.suggestions) <= 5 for s in softened]),
        "a feeling, a curious and a firm line of ours": share([has_all(s) for s in softened]),
        "facts kept": share(kept),
        "feeling and firm lines in the matter's own words": share([own(s, g) for s, g in close]),
        "the same, where the matter was read": share([own(s, g) for s, g in close_read]),
        "lines that no other sentence gets": share([Counter(lines)[line] == 1 for line in lines]),
        "distinct lines": f"{len(set(lines)) / max(len(lines), 1):.3f} of {len(lines)}",
        "lines with a fault of grammar": f"{faults / max(len(lines), 1):.3f} {kinds}",
        "lines that accuse": share([accuses(line) for line in lines]),
    }
    print(f"\n## {name}\n\n| property | share |\n| --- | --- |")
    for row, value in rows.items():
        print(f"| {row} | {value} |")
    for sentence in softened[:: max(1, len(softened) // max(show, 1))][:show]:
        print(f"\n{sentence.theme} {sentence.note or ''}: {sentence.text}")
        for line in sentence.suggestions:
            print(f"    {line.move} {line.strength} {line.source}: {line.text}")


def is_gentle_feeling(line: Suggestion) -> bool:
    """Return whether a line shares a feeling, gently."""
    return line.move == "feeling" and line.strength == "gentle"


def has_all(sentence: Sentence) -> bool:
    """Return whether the coach's own lines make each of the three moves that are promised."""
    ours = [line for line in sentence.suggestions if line.source == "coach"]
    return (
        any(map(is_gentle_feeling, ours))
        and any(line.move == "curiosity" for line in ours)
        and any(line.strength == "firm" for line in ours)
    )


def own(sentence: Sentence, line: Suggestion) -> bool:
    """Return whether a line has a noun, verb or adjective of the sentence."""
    return not lemmas(sentence.text).isdisjoint(lemmas(line.text))


def lemmas(text: str) -> set[str]:
    """Return the dictionary forms of the words that say something."""
    return {
        word.lemma
        for word in tagged(text)
        if word.tag in NOUNS | {"CRD", "AJ0"} or (word.tag[:2] == "VV" and word.lemma != "feel")
    }


def facts_of(text: str) -> list[str]:
    """Return the names, numbers and days of a sentence, in lower case."""
    return [word.lower for place, word in enumerate(tagged(text)) if is_fact(word, place)]


def is_fact(word: Word, place: int) -> bool:
    """Return whether a word is a name, a number or a day."""
    name = word.tag == "NP0" and word.text[0].isupper() and place
    return bool(name) or (word.tag == "CRD" and word.lower not in NUMBERS)


def said_of(sentence: Sentence) -> set[str]:
    """Return every word of the coach's own lines, in lower case."""
    return {w.lower for s in sentence.suggestions if s.source == "coach" for w in tagged(s.text)}


def faulted(lines: list[str]) -> tuple[int, list[tuple[str, int]]]:
    """Return how many lines the grammar checker faults, and the commonest kinds of fault."""
    linter, kinds, count = Linter(), Counter[str](), 0
    for line in lines:
        found = [lint for lint in linter.lint(line) if lint.lint_kind not in NO_FAULTS]
        kinds.update(lint.lint_kind for lint in found)
        count += bool(found)
    return count, kinds.most_common(4)


def share(held: list[bool]) -> str:
    """Return how often something held."""
    return f"{sum(held) / max(len(held), 1):.3f} of {len(held)}"


if __name__ == "__main__":
    main()
