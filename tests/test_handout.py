import io
import re

import numpy as np
import pytest
from PIL import Image

from coach.article import load_vignettes
from coach.handout import PAPERS, as_html, as_pdf, as_picture
from coach.shift import shift_of_vignette, shifts_of_review

HOSTILE = 'You never *call* #me <img src="https://example.invalid/x"> $x$ @ref, every day.'
MARGIN = 60  # pixels at 110 to the inch: a little less than the margin


@pytest.fixture(scope="module")
def shifts(coach):
    vignette = next(iter(load_vignettes().values()))
    return (shift_of_vignette(vignette, coach.review(vignette.line)),)


def test_a_shift_is_in_the_articles_order(shifts):
    (shift,) = shifts
    assert [line.step.number for line in shift.lines] == [1, 2, 3, 4]
    assert shift.charge


def test_the_page_needs_no_other_file(shifts):
    page = as_html("A title", shifts, "a4")
    assert not re.search(r"<(?:script|link|img|iframe)|url\(|@import|src=", page)
    for line in shifts[0].lines:
        assert line.step.title in page


def test_words_are_words_whatever_they_look_like(coach):
    shifts = shifts_of_review(coach.review(HOSTILE))
    assert shifts
    page = as_html(HOSTILE, shifts, "a4")
    assert "<img" not in page
    assert "&lt;img" in page
    assert as_pdf(HOSTILE, shifts, "a4").startswith(b"%PDF")


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 841)), ("us-letter", (612, 792))])
def test_the_pdf_has_the_papers_size(shifts, paper, size):
    pdf = as_pdf("A title", shifts, paper)
    (box,) = set(re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf))
    assert tuple(int(float(side)) for side in box) == size


@pytest.mark.parametrize("paper", PAPERS)
def test_the_page_looks_like_a_page(shifts, paper):
    pictures = as_picture("A title", shifts, paper, "GB")
    assert len(pictures) == 1
    ink = np.asarray(Image.open(io.BytesIO(pictures[0])).convert("L")) < 128
    height, width = ink.shape
    assert height > width
    assert not ink[:, :MARGIN].any()
    assert not ink[:, width - MARGIN :].any()
    assert not ink[:MARGIN].any()
    assert not ink[height - MARGIN :].any()
    # Every third of the page has something on it, and no line is blacked out.
    for part in np.array_split(ink, 3):
        assert part.any()
    assert 0.005 < ink.mean() < 0.15


def test_many_sentences_go_on_to_more_pages(coach):
    message = "You pulled away. You stopped caring. You never listen. You forgot my birthday. " * 2
    shifts = shifts_of_review(coach.review(message))
    assert len(as_picture("A title", shifts, "a4")) > 1
