"""Horizons are read as people mean them: phrases with their windows, and phrases not to be read.

The tables say what whoever wrote them takes the words to mean, by the rules of docs/horizons.md.
"""

import csv
import json
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.domain.dates import PartialDate
from kg.domain.horizons import Horizon, read, said_in_words
from kg.domain.horizons.plain import LONGEST

HERE = Path(__file__).parent
SAID = PartialDate("2024-09-12")


def table(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def ids(row: dict[str, str]) -> str:
    return f"{row['phrase']} ({row['said']})"


def bounds(horizon: Horizon | None) -> tuple[str, str]:
    if horizon is None:
        return "unread", "unread"
    return str(horizon.earliest or "-"), str(horizon.latest or "-")


ENGLISH, CHINESE, UNREAD = table("english"), table("chinese"), table("unread")
HEDGED = table("hedged")


@pytest.mark.parametrize("row", ENGLISH + CHINESE + HEDGED, ids=ids)
def test_what_was_said_is_read_as_it_was_meant(row):
    found = read(row["phrase"], PartialDate(row["said"]))
    assert bounds(found) == (row["earliest"], row["latest"])
    assert found is not None
    assert found.vague == (row["vague"] == "yes")
    assert found.words in row["phrase"]


@pytest.mark.parametrize("row", UNREAD, ids=ids)
def test_what_names_no_time_to_come_is_not_read(row):
    assert read(row["phrase"], PartialDate(row["said"])) is None


@pytest.mark.parametrize("row", table("misread"), ids=ids)
def test_what_a_general_parser_misreads_is_read_or_left(row):
    """The column dateparser has what its version 1.5.0 finds, preferring dates to come."""
    found = read(row["phrase"], PartialDate(row["said"]))
    assert bounds(found) == (row["earliest"], row["latest"])


def test_the_tables_are_as_long_as_they_should_be():
    assert min(len(ENGLISH), len(CHINESE)) > 200
    assert len(UNREAD) > 150


def test_a_time_stays_what_it_is_behind_a_sentence_in_the_past_tense():
    """What is read only where nothing else was said may go unread, but means nothing else."""
    for rows, before in ((ENGLISH, "He said so. "), (CHINESE, "他这么说了。")):
        found = [read(f"{before}{row['phrase']}", PartialDate(row["said"])) for row in rows]
        meant = [(row["earliest"], row["latest"]) for row in rows]
        changed = [
            row["phrase"]
            for row, one, bound in zip(rows, found, meant, strict=True)
            if one and bounds(one) != bound
        ]
        assert changed == []
        assert sum(one is not None for one in found) > 0.7 * len(rows)


@pytest.mark.parametrize(
    ("phrase", "said", "opens", "due"),
    [
        ("by the end of 2027", "2024-09-12", "2024-09-12", "2027"),
        ("by the end of 2027", "2024-09", "2024-09", "2027"),
        ("within two years", "2024", "2024", "2026"),
        ("within 18 months", "2024-09", "2024-09", "2026-03"),
        ("within 18 months", "2024", "2024", "2026-06"),
        ("within three weeks", "2024-09", "2024-09", "2024-10-21"),
        ("in March 2026", "2024-09-12", "2026-03", "2026-03"),
        ("Q3 2025", "2024-09-12", "2025-07", "2025-09"),
        ("before 2030", "2024-09-12", "2024-09-12", "2029"),
        ("before March 2026", "2024-09-12", "2024-09-12", "2026-02"),
        ("by 2020", "2024-09-12", None, "2020"),
        ("after 2030", "2024-09-12", "2031", None),
        ("年底前", "2024-09-12", "2024-09-12", "2024"),
        ("2026年3月5日前", "2024-09-12", "2024-09-12", "2026-03-04"),
    ],
)
def test_the_bounds_are_as_precise_as_what_was_said(phrase, said, opens, due):
    found = read(phrase, PartialDate(said))
    assert found is not None
    assert found.opens == (PartialDate(opens) if opens else None)
    assert found.due == (PartialDate(due) if due else None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I think we get there within five years, maybe sooner.", "within five years"),
        ("By the end of 2027 most code is written by machines.", "By the end of 2027"),
        ("It **won't take more** than two years", "won't take more** than two years"),
        ("AGI有望在未来 十年内 实现", "未来 十年内"),
        ("在未来 3 到 5 年内，算力成本会降", "未来 3 到 5 年内"),
        ("「十五五」末会有结果", "「十五五」末"),
        ("2030年後會普及", "2030年後"),
        ("ＢＹ ２０３０", "ＢＹ ２０３０"),
    ],
)
def test_the_words_that_were_read_are_told_as_they_stand(text, words):
    found = read(text, SAID)
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("takes years", "between 2026-09-12 and 2034-09-12 (vague)"),
        ("by the end of 2027", "between 2024-09-12 and the end of 2027"),
        ("in 2027", "in 2027"),
        ("in March 2026", "in 2026-03"),
        ("on March 5, 2026", "on 2026-03-05"),
        ("Q3 2025", "between 2025-07 and the end of 2025-09"),
        ("not before 2030", "from 2030 on, without an end"),
        ("sooner or later", "from 2024-09-12 on, without an end (vague)"),
        ("by 2020", "by the end of 2020"),
    ],
)
def test_a_horizon_is_told_to_people(phrase, told):
    found = read(phrase, SAID)
    assert found is not None
    assert said_in_words(found) == told


# The round table: its curators set windows without this grammar.


def predictions(roundtable: Path) -> list[dict[str, str]]:
    found = json.loads((roundtable / "curated.json").read_text("utf-8"))["predictions"]
    assert isinstance(found, list)
    return found


def test_deadlines_that_curators_wrote_out_are_those_they_set(roundtable):
    """In a statement or in what decides it: within two years, 两年内, by end of 2025."""
    agreed = []
    for one in predictions(roundtable):
        for text in (one["statement_en"], one["statement_zh"], one["resolution"]):
            found = read(text, SAID)
            if found and found.due and not found.vague:
                assert found.latest == date.fromisoformat(one["due"]), text
                agreed.append(one["id"])
    assert agreed == ["P01", "P01", "P46", "P48", "P49", "P50", "P56"]


def test_what_was_spoken_of_vaguely_was_due_within_its_window(roundtable):
    read_, left = [], []
    for one in predictions(roundtable):
        for spoken in re.findall("“(.+?)”", one["horizon_spoken"]):
            found = read(spoken, SAID)
            if found is None:
                left.append(spoken)
                continue
            assert found.vague
            assert found.earliest is not None
            assert found.earliest <= date.fromisoformat(one["due"])
            assert found.latest is None or date.fromisoformat(one["due"]) <= found.latest
            read_.append(spoken)
    assert read_ == [
        "未来",
        "未来",
        "将来",
        "长期看",
        "将来",
        "将来",
        "以年为单位",
        "可能不会那么快",
    ]
    assert left == ["什么时候", "很长段时间", "首先", "更长一些"]


def test_past_tense_in_the_round_table_is_no_horizon(roundtable):
    transcript = (roundtable / "transcript.md").read_text("utf-8")
    for line in transcript.splitlines():
        if "大概的追赶周期是半年" in line or "已经" in line[:12]:
            found = read(line, SAID)
            assert found is None or "半年" not in found.words


# Anything at all

PIECES = [
    *(row["phrase"] for row in ENGLISH + CHINESE + UNREAD),
    *("by", "the end of", "next", "in", "not", "takes", "or", "-", "2027", "a", "years", "half"),
    *(
        "三",
        "年",
        "半",
        "前",
        "内",
        "到",
        "以后",
        "个",
        "月",
        "明",
        "今年",
        "末",
        "十",
        "1e308",
        "0",
    ),
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=8).map(" ".join)
days = st.dates(min_value=date(1, 1, 1))
saids = st.one_of(
    days.map(date.isoformat),
    days.map(lambda day: day.isoformat()[:7]),
    days.map(lambda day: day.isoformat()[:4]),
).map(PartialDate)


@given(texts, saids)
def test_any_text_is_read_the_same_each_time_or_not_at_all(text, said):
    found = read(text, said)
    assert found == read(text, said)
    if found is None:
        return
    assert found.words
    assert found.words in text
    assert found.opens or found.due
    if found.earliest and found.latest:
        assert found.earliest <= found.latest
    for bound in (found.opens, found.due):
        assert bound is None or PartialDate.parse(bound) == bound
    assert str(found.opens or found.due) in said_in_words(found)


@given(st.sampled_from(ENGLISH + CHINESE), days)
def test_what_is_known_of_a_day_is_never_wider_than_what_is_known_of_its_month(row, day):
    """Said on some day of a month, a time lies within what is read for the month as a whole."""
    exact = read(row["phrase"], PartialDate(day.isoformat()))
    whole = read(row["phrase"], PartialDate(day.isoformat()[:7]))
    if exact is None or whole is None:
        return
    if whole.earliest and exact.earliest:
        assert whole.earliest <= exact.earliest
    if whole.latest and exact.latest:
        assert exact.latest <= whole.latest


@pytest.mark.parametrize(
    "piece",
    [
        "in 1 day ",
        "2027-",
        "今年",
        "q3 or ",
        "两年或",
        "a year or ",
        "not a b ",
        "1,000",
        "of the ",
    ],
)
def test_long_texts_take_time_in_proportion(piece, monkeypatch):
    monkeypatch.setattr("kg.domain.horizons.plain.LONGEST", 10**9)

    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        best = float("inf")
        for _ in range(2):
            began = time.process_time()
            read(text, SAID)
            best = min(best, time.process_time() - began)
        return best

    assert seconds(12_000) < 10 * seconds(3_000) + 0.05


def test_far_more_text_than_anybody_says_is_left_unread():
    assert read("x" * LONGEST + " by 2030", SAID) is None
