"""The chart of scores: what it draws, safely, on wide screens and phones, in light and dark."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from kg.analysis.disputes import CAME_ROUND, RECORDED
from kg.analysis.duels import Duel
from kg.analysis.picture import Bar, Calibration, Picture, Span
from kg.analysis.questions import Of
from kg.domain.scoring import consistency_band, hit_rate, reliability_curve
from kg.errors import Invalid
from kg.pages.chart_words import WORDS
from kg.pages.charts import chart_page, write_chart
from kg.pages.duel_panel import _ends
from kg.pages.panels import LOOKS
from kg.pages.sheet import VARIABLES, broken, cells, cut, drawing, without_font

HOSTILE = "</text><script>alert(1)</script> $x^2$ & \u202e \x00 <b>"
PAIRS = [(tenth / 10, number % 10 < tenth) for tenth in range(11) for number in range(10)]


def span(number, came, due=date(2025, 6, 30), decided=date(2025, 7, 1), **more):
    words = {"en": f"Something {came} comes", "zh": f"某事：{came}"}
    who = [{"en": "Ada", "zh": "阿达"}]
    return Span(number, more.get("words", words), who, date(2024, 9, 30), due, decided, came)


def duel(one, other, **totals):
    names = ({"en": one}, {"en": other})
    return *names, Duel(1, 2, dict.fromkeys(RECORDED, 0) | totals)


@pytest.fixture
def picture():
    """One that has everything: forecasts enough and too few, each outcome, and duels."""
    pairs = [(said, float(came)) for said, came in PAIRS]
    return Picture(
        day=date(2026, 11, 23),
        calibrations=[
            Calibration(
                Of.STATED, len(pairs), reliability_curve(pairs), consistency_band(pairs, seed=1)
            ),
            Calibration(Of.IMPLIED, 3, [], []),
        ],
        spans=[
            *(span(n, came) for n, came in enumerate(("right", "partly", "wrong", "unclear"), 1)),
            span(5, "void", due=None),
            span(6, "overdue", decided=None),
            span(7, "open", due=date(2027, 1, 1), decided=None),
            span(8, "open", due=date(2090, 1, 1), decided=None),
            span(9, "open", due=None, decided=None),
        ],
        predictions=11,
        bars=[
            Bar(Of.STATED, {"en": "Ada", "zh": "阿达"}, hit_rate(pairs)),
            Bar(Of.IMPLIED, {"en": "Bo"}, hit_rate([(0.8, 0.0)])),
        ],
        speakers=4,
        duels=[
            duel(
                "Ada",
                "Bo",
                first=12,
                second=3,
                partly=2,
                mixed=1,
                unclear=1,
                open=4,
                **{CAME_ROUND: 2},
            ),
            duel("Bo", "Cleo", second=9),
            duel("Ada", "Cleo", first=1),
        ],
        pairs=5,
    )


def texts(svg):
    return [
        "".join(one.itertext()) for one in ET.fromstring(svg).iter() if one.tag.endswith("text")
    ]


def written(tmp_path, picture, name="chart.svg", **more):
    path = tmp_path / name
    write_chart(path, picture, **more)
    return path


def test_a_picture_says_all_that_it_shows_as_text(tmp_path, picture):
    found = texts(written(tmp_path, picture).read_text("utf-8"))
    assert {"How the forecasts turned out", "As of 2026-11-23", "2090", "2026-11-23"} <= set(found)
    assert {"Ada", "Bo", "0 of 1", "Something wrong comes"} <= set(found)
    assert "stated as a number, 110 decided" in found
    assert any(one.startswith("Implied by a stance: 3 decided, too few") for one in found)
    assert set(LOOKS) <= set(found)
    assert "The first 9 of 11 predictions by when they are due." in found


def test_it_speaks_chinese(tmp_path, picture):
    found = texts(written(tmp_path, picture, language="zh").read_text("utf-8"))
    assert {"预测的结果", "阿达", "某事：right", "部分对"} <= set(found)


def test_both_languages_say_the_same(picture):
    assert WORDS["en"].keys() == WORDS["zh"].keys()
    fields = {
        language: {name: set(re.findall(r"{(\w+)}", text)) for name, text in words.items()}
        for language, words in WORDS.items()
    }
    assert fields["en"] == fields["zh"]


@pytest.mark.parametrize("name", ["chart.svg", "chart.html", "chart.png"])
def test_the_same_scores_give_the_same_file(tmp_path, picture, name):
    first = written(tmp_path, picture, name).read_bytes()
    assert written(tmp_path, picture, name).read_bytes() == first


def test_no_two_outcomes_differ_by_colour_alone():
    shapes = [(marker, face == edge) for marker, edge, face, _ in LOOKS.values()]
    assert len(set(shapes)) == len(LOOKS)


def test_readers_settings_for_matplotlib_stay_as_they_were(tmp_path, picture):
    import matplotlib as mpl

    with mpl.rc_context({"text.usetex": True, "font.size": 40}):
        before = dict(mpl.rcParams)
        written(tmp_path, picture)
        assert dict(mpl.rcParams) == before


def test_a_picture_of_nothing_says_so(tmp_path, picture):
    nothing = replace(
        picture, calibrations=[], spans=[], bars=[], predictions=0, speakers=0, duels=[], pairs=0
    )
    found = texts(written(tmp_path, nothing).read_text("utf-8"))
    assert found.count("No forecast has been decided yet.") == 2
    assert "There are no predictions yet." in found
    assert "No two of them took opposite sides on anything that can be checked." in found


def test_a_duel_tells_what_each_won_and_what_neither_did(tmp_path, picture):
    found = texts(written(tmp_path, picture).read_text("utf-8"))
    first, end = found.index("Ada 12"), found.index("Predictions in time")
    assert found[first:end] == [
        *("Ada 12", "3 Bo"),
        "2 partly, 1 under some readings each, 2 where one came round, 1 unclear or void, 4 open",
        *("Bo 0", "9 Cleo"),
        *("Ada 1", "0 Cleo", "too few to say, 1 decided"),
        "The first 3 of 5 pairs by how much is decided.",
    ]


def test_a_duel_speaks_chinese(tmp_path, picture):
    found = texts(written(tmp_path, picture, language="zh").read_text("utf-8"))
    assert {
        "两两对照",
        "部分对 2，各对一部分解读 1，一方改变了立场 2，不明或作废 1，未决 4",
    } <= set(found)


@pytest.mark.parametrize(
    ("totals", "ends"),
    [
        ({"first": 12, "second": 3, "partly": 2, "unclear": 1, "open": 3}, (-15, 6)),
        ({"second": 9}, (0, 9)),
        ({"mixed": 1, "open": 2}, (-1.5, 1.5)),
    ],
)
def test_what_neither_won_stands_in_the_middle_of_a_duel(totals, ends):
    assert _ends(duel("Ada", "Bo", **totals)[2]) == ends


def test_one_probability_has_a_band_too(tmp_path, picture):
    pairs = [(0.5, 1.0)] * 60
    one = Calibration(Of.STATED, 60, reliability_curve(pairs), consistency_band(pairs, seed=1))
    assert written(tmp_path, replace(picture, calibrations=[one])).stat().st_size


def test_other_endings_are_refused(tmp_path, picture):
    with pytest.raises(Invalid, match="an ending that no chart has"):
        write_chart(tmp_path / "chart.pdf", picture)
    assert not list(tmp_path.iterdir())


class TestHostileWords:
    @pytest.fixture
    def hostile(self, picture):
        bad = {"en": HOSTILE}
        return replace(
            picture,
            spans=[span(1, "right", words=bad)],
            bars=[Bar(Of.STATED, bad, hit_rate([(0.8, 1.0)]))],
            duels=[duel(HOSTILE, HOSTILE, first=1)],
        )

    def test_they_are_only_text_in_a_picture(self, tmp_path, hostile):
        found = written(tmp_path, hostile, title=HOSTILE).read_text("utf-8")
        assert "script" not in {one.tag.rpartition("}")[2] for one in ET.fromstring(found).iter()}
        assert any("$x^2$" in one for one in texts(found))
        assert "\u202e" not in found

    def test_they_are_only_text_on_a_page(self, hostile, open_page):
        page = open_page(chart_page(hostile, title=HOSTILE))
        assert page.evaluate("document.scripts.length") == 0
        assert "alert(1)" in page.locator("h1").inner_text()


class TestPage:
    def test_it_names_its_language_and_title(self, picture):
        page = chart_page(picture, language="zh", title="结果 <1>")
        assert '<html lang="zh">' in page
        assert "<title>结果 &lt;1&gt;</title>" in page

    @pytest.mark.parametrize(("width", "shown"), [(1280, "large"), (390, "small")])
    def test_it_fits_wide_screens_and_phones(self, picture, open_page, width, shown):
        page = open_page(chart_page(picture), width=width)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        visible = page.locator("figure > div:visible")
        assert visible.count() == 4
        assert {visible.nth(n).get_attribute("class") for n in range(4)} == {shown}
        # Letters are as large as they were drawn.
        scale = page.evaluate(
            "Math.min(...[...document.querySelectorAll('svg')].filter(one => one.clientWidth)"
            ".map(one => one.getScreenCTM().a))"
        )
        assert scale > 0.9

    def test_it_is_dark_in_the_dark(self, picture, open_page):
        def colours(scheme):
            page = open_page(chart_page(picture), scheme=scheme)
            return page.evaluate(
                "[getComputedStyle(document.body).backgroundColor,"
                " getComputedStyle(document.querySelector('svg text')).fill]"
            )

        light, dark = colours("light"), colours("dark")
        assert light == ["rgb(252, 251, 249)", "rgb(88, 98, 112)"]
        assert dark == ["rgb(16, 20, 26)", "rgb(163, 173, 185)"]

    def test_every_colour_is_one_of_the_page(self, picture):
        page = chart_page(picture)
        drawn = page[page.index("<figure") :]
        assert not re.findall(r"(?:fill|stroke): #\w+", drawn)
        named = set(re.findall(r"var\((--\w+)\)", drawn))
        assert named == set(VARIABLES.values())
        assert all(page.count(f"{name}:#") == 2 for name in named)

    def test_what_is_drawn_also_stands_in_a_table(self, picture, open_page):
        page = open_page(chart_page(picture))
        page.locator("summary").click()
        assert page.locator("tbody tr").first.inner_text().split("\t") == [
            *("1", "Something right comes", "Ada", "2024-09-30", "2025-06-30", "2025-07-01"),
            "right",
        ]

    def test_labels_stay_clear_of_the_lines(self, picture, open_page):
        long = {"en": "Whoever reads as far as this has read a very long statement indeed, " * 3}
        many = [span(n, "right", words=long) for n in range(1, 13)]
        page = open_page(chart_page(replace(picture, spans=many)))
        widest = page.evaluate(
            "Math.max(...[...document.querySelectorAll('[aria-labelledby=timeline] .large text')]"
            ".filter(one => one.textContent.endsWith('…'))"
            ".map(one => one.getBBox().x + one.getBBox().width))"
        )
        assert 300 < widest < 0.46 * 920


class TestFonts:
    def test_characters_without_a_font_are_marked_and_named(self, tmp_path, picture, monkeypatch):
        from kg.pages import charts

        monkeypatch.setattr(charts, "without_font", lambda text: {"阿", "达"} & set(text))
        path = tmp_path / "chart.png"
        assert write_chart(path, picture, language="zh") == {"阿", "达"}
        assert path.read_bytes().startswith(b"\x89PNG")

    def test_what_every_font_has_is_not_missing(self):
        with drawing():
            assert without_font("Plain words, 50 %") == set()
            assert without_font("\ue123") == {"\ue123"}


def test_texts_are_cut_and_broken_by_their_width():
    assert cut("Catching up takes years", 13) == "Catching up …"
    assert cells(cut("追赶需要数年时间", 9)) <= 9
    assert broken("Catching up takes years", 12) == ["Catching up", "takes years"]
    assert broken("追赶需要，数年。", 10) == ["追赶需要，", "数年。"]
