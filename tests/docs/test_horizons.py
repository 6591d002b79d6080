"""docs/horizons.md: what its tables say is what is read, and its rules are those of the program."""

import doctest
import re

import pytest

from kg.domain.dates import PartialDate
from kg.domain.horizons import read, rules
from kg.domain.horizons.days import Unit
from kg.domain.horizons.plain import LONGEST
from kg.domain.horizons.windows import Window
from kg.domain.likelihood import built_in, names, read_scale, reading, text_of
from kg.domain.likelihood.stated import ABOUT
from tests.docs.shown import Page, without_chance

WHOLE = Page.at("docs/horizons.md")
PAGE = WHOLE.text
SAID = PartialDate("2024-09-12")


def tables(first: str) -> list[list[str]]:
    """The rows of all tables whose first column has this heading."""
    found = re.findall(rf"^\| {first} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    return [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for table in found
        for line in table.splitlines()
    ]


WINDOWS = [row for row in tables("said") if len(row) == 4]
LIKELY = [row for row in tables("said") if len(row) == 5]
UNREAD = [row[0] for row in tables("said") if len(row) == 2]


@pytest.mark.parametrize("row", WINDOWS, ids=lambda row: row[0])
def test_each_example_is_read_as_it_is_shown(row):
    found = read(row[0], SAID)
    assert found is not None
    told = (str(found.earliest or ""), str(found.latest or ""), "vague" if found.vague else "")
    assert told == tuple(row[1:])


@pytest.mark.parametrize(
    "phrase",
    [*(part for cell in UNREAD for part in re.split("; |, (?!plus|or|maybe)", cell))],
)
def test_what_is_not_read_is_not(phrase):
    assert read(phrase, SAID) is None


@pytest.mark.parametrize("row", LIKELY, ids=lambda row: row[0])
def test_each_likelihood_is_read_as_it_is_shown(row):
    found = reading(row[0], built_in())
    assert found is not None
    assert [f"{bound:g}" for bound in (found.low, found.middle, found.high)] == row[1:4]
    assert (found.scale or "stated") == row[4]


def test_the_examples_give_what_they_show(kg, home):
    (ours,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (home / "ours.toml").write_text(ours, "utf-8")
    kg("init")
    assert len(WHOLE.steps()) == 14
    for words, told in WHOLE.steps():
        typed, _, file = " ".join(words).partition(" > ")
        answer = kg(*words[: len(words) - 2 * bool(file)])
        if file:
            (home / file).write_text(answer.output, "utf-8")
        else:
            shown = without_chance(answer.output, home) + answer.stderr
            assert shown == told, typed


def test_the_tables_are_not_missed():
    assert len(WINDOWS) == 63
    assert len(LIKELY) == 20
    assert len(UNREAD) == 17


def test_the_examples_in_python_give_what_they_show():
    parsed = doctest.DocTestParser().get_doctest(
        "".join(re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)), {}, "page", None, None
    )
    runner = doctest.DocTestRunner()
    assert runner.run(parsed).failed == 0
    assert len(parsed.examples) == 11


def spread(bounds: tuple[int, int | None]) -> str:
    return f"{bounds[0]}–{'' if bounds[1] is None else bounds[1]}"


def test_words_that_are_no_number_mean_what_the_page_says():
    counts = {row[0]: row[1] for row in tables("word")}
    assert counts["a couple"] == spread(rules.COUNTS["couple"])
    assert counts["a few, 几"] == spread(rules.COUNTS["few"])
    assert counts["several, 数, 好几"] == spread(rules.COUNTS["several"])
    assert counts["几十, 数十"] == spread((10 * rules.TENS[0], 10 * rules.TENS[1]))
    assert set(rules.COUNTS) == {"couple", "few", "several"}


def test_plurals_mean_what_the_page_says():
    assert tables("unit") == [
        [unit.value, spread(rules.PLURAL[unit]), spread(rules.MEASURED[unit])]
        for unit in rules.PLURAL
    ]


def test_parts_are_those_of_the_page():
    columns = (rules.YEAR_PARTS, rules.MONTH_PARTS, rules.DECADE_PARTS, rules.CENTURY_PARTS)
    same = {"start": "early", "end": "late"}
    for name, *cells in tables("part"):
        part = name.split(",")[0]
        parts = [column.get(part) or column[same[part]] for column in columns]
        assert cells == [spread(one) for one in parts]
    for name, months in rules.SEASONS.items():
        assert f"{name} {spread(months)}" in PAGE
    year, month = rules.MIDDLES[Unit.YEAR], rules.MIDDLES[Unit.MONTH]
    assert (year, month, rules.MIDDLES[Unit.DECADE], rules.MIDDLES[Unit.CENTURY]) == (6, 15, 5, 50)
    assert (
        "the end of June, of a month the 15th, of a decade its year 5, of a century its year 50"
        in PAGE
    )


WORDS = {
    "very soon": rules.IMMINENT,
    "soon": rules.SOON,
    "in the near future": rules.NEAR,
    "in the medium term": rules.MEDIUM,
    "in the foreseeable future": rules.FORESEEABLE,
    "not any time soon": rules.NOT_SOON,
    "a long way off": rules.FAR,
    "sooner or later": rules.OPEN,
}


def test_words_that_name_no_time_have_the_windows_of_the_page():
    listed = tables("words")
    shown = [row for row in listed if row[0].split(", ")[0] in WORDS]
    assert len(shown) == len(WORDS)
    for words, opens, due, why in shown:
        rule = WORDS[words.split(", ")[0]]
        assert (opens, due) == (str(rule.opens), "" if rule.due is None else str(rule.due))
        assert why
        windows: set[Window] = set()
        for word in words.split(", "):
            found = read(word, SAID)
            assert found is not None, word
            windows.add(Window(found.opens, found.due, found.vague))
        assert len(windows) == 1


def test_figures_in_the_text_are_those_of_the_program():
    assert (
        f"one year to either side, or {rules.AROUND_FAR} for a year more than {rules.FAR_AHEAD}"
        in PAGE
    )
    assert rules.AROUND_NEAR == 1
    assert [str(one) for one in rules.ABOUT] == ["2/3", "4/3"]
    assert "**About** N, N or so, N 左右: from two to four thirds of it" in PAGE
    assert f"Of a text {LONGEST:,} letters are read" in PAGE
    assert f"70 % is from {70 - 100 * ABOUT} to {70 + 100 * ABOUT}" in PAGE


def test_the_scales_are_those_that_come_with_kg():
    rows = tables("scale")
    assert [row[0] for row in rows] == [scale.title for scale in built_in()]
    assert [row[1].strip("`") for row in rows] == [f"{name}.toml" for name in names()]
    assert rows[2][2] == built_in()[2].source


def test_the_chinese_scale_is_that_of_the_page():
    shown = [row for row in tables("words") if row[0].split(", ")[0] not in WORDS]
    assert shown == [
        [", ".join(band.words), *(f"{bound:g}" for bound in (band.low, band.middle, band.high))]
        for band in read_scale(text_of("chinese")).bands
    ]


def test_the_scale_of_ones_own_is_one():
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert read_scale(text).title == "Ours (2026-12)"
