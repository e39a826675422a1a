import re

import pytest

from coach.errors import DataError
from coach.helplines import HELPLINES, countries, help_for
from coach.review import DANGERS
from coach.tables import anything, read_columns

PHONE = re.compile(r"\+?[\d -]{2,}")


def test_there_are_many_countries_and_a_way_without_one():
    assert len(countries()) >= 20
    assert list(countries().values()) == sorted(countries().values())
    everywhere = help_for("violence")
    assert {"findahelpline.com", "lila.help"} <= {line.website for line in everywhere}
    assert "befrienders.org" in {line.website for line in help_for("self_harm")}


@pytest.mark.parametrize("country", ["", *countries()])
@pytest.mark.parametrize("kind", [*DANGERS, None])
def test_every_danger_has_an_emergency_number_first_and_a_directory_last(kind, country):
    lines = help_for(kind, country)
    assert lines[0].emergency
    assert PHONE.fullmatch(lines[0].phone)
    assert [line.emergency for line in lines].count(True) == 1
    assert any(line.website == "findahelpline.com" for line in lines)
    assert len(set(lines)) == len(lines)


def test_every_line_can_be_reached_and_says_when_it_was_checked():
    rows = read_columns(HELPLINES, dict.fromkeys(["phone", "text", "website"], anything))
    for row in rows:
        assert row["phone"] or row["text"] or row["website"]
        assert not row["phone"] or PHONE.fullmatch(row["phone"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["last_checked"])


def test_an_unknown_country_is_said_to_be_one():
    with pytest.raises(DataError, match="no helplines for 'XX'"):
        help_for("violence", "XX")
