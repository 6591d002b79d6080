"""`kg score`."""

import sys

import pytest

from tests.conftest import REPOSITORY


@pytest.fixture
def scored(table):
    """Predictions of two speakers, decided; one claim has two readings, one verdict no fraction."""
    table("predict", 1, "--by", "2025-06")
    table("forecast", 2, "颜水成", "70%", "--on", "2024-09-14")
    table("resolve", 1, "right", "--on", "2026-10")
    table("resolve", 2, "wrong", "--on", "2025-07")
    table("predict", 2, "--by", "2025")
    table("resolve", 3, "partly", "--on", "2026-01")
    table("add", "Chips are scarce", "--kind", "fact", "--speaker", "汪华", "--said", "2024")
    table("claim", "check", 3, "right")
    return table


LEGEND = (
    "\n"
    "Hit rate: how many were on the right side of 50 %, and within which bounds the\n"
    "rate behind it lies (95 %).\n"
)


def narrow(kg, *words, **more):
    return kg("score", *words, env={"COLUMNS": "80"}, **more).output


def test_each_sort_of_forecasts_has_a_table_and_so_have_facts(scored):
    assert narrow(scored) == (
        "Forecasts stated as a number\n"
        "        scored  hit rate, 95 %    Brier  skill  not scored\n"
        "颜水成  2 of 2  50 % (9 to 91)  too few to say\n"
        "all     2 of 2  50 % (9 to 91)  too few to say\n"
        "  2 of 2 are readings of a claim of which another reading is scored, too:\n"
        "  several readings of one claim are not independent, and the interval is too\n"
        "  narrow.\n"
        "\n"
        "Forecasts implied by a stance\n"
        "      scored   hit rate, 95 %    Brier  skill  not scored\n"
        "汪华  3 of 3  50 % (13 to 87)  too few to say\n"
        "all   3 of 3  50 % (13 to 87)  too few to say\n"
        "  2 of 3 are readings of a claim of which another reading is scored, too:\n"
        "  several readings of one claim are not independent, and the interval is too\n"
        "  narrow.\n"
        "  1 of 3 came true partly, nobody said how much, and count half.\n"
        "\n"
        "Facts that were checked, of those who held them\n"
        "      scored     hit rate, 95 %  not scored\n"
        "汪华  1 of 1  100 % (21 to 100)\n"
        "all   1 of 1  100 % (21 to 100)\n"
        f"{LEGEND}"
        "Brier: 0 is best, always saying 50 % gives 0.25; shown from 20 on. Skill: 1 is\n"
        "best, 0 as good as the base rate.\n"
    )


def test_one_speaker_has_details(scored):
    assert narrow(scored, "speaker:颜水成") == (
        "颜水成\n"
        "\n"
        "Forecasts stated as a number\n"
        "  scored      2 of 2\n"
        "  hit rate    1 of 2, 50 %; 95 % interval from 9 to 91 %\n"
        "  scores      too few to say: shown from 20 on, 18 more\n"
        "  furthest off:\n"
        "    2  70 %, wrong: Catching up takes years\n"
        "  2 of 2 are readings of a claim of which another reading is scored, too:\n"
        "  several readings of one claim are not independent, and the interval is too\n"
        "  narrow.\n"
    )


def test_details_have_the_skill_by_both_scores(kg):
    kg("import", REPOSITORY / "data" / "roundtable")
    told = narrow(kg, "speaker:汪华", "--basis", "verbal").split("\n")
    assert [line for line in told if "skill" in line or "first uttered" in line] == [
        "  Brier       0.092 as first uttered",
        "  skill       0.02 against the base rate",
        "  log score   0.482 bits as first uttered",
        "  log skill   -0.08 against the base rate",
    ]


def test_facts_that_are_furthest_off_are_named(scored):
    scored("disagree", 3, "颜水成")
    told = narrow(scored, "speaker:颜水成")
    assert told.endswith("  furthest off:\n    3  right: Chips are scarce\n")


def test_what_is_not_scored_is_counted(table):
    table("predict", 2)
    table("predict", 2, "--by", "2027")
    table("predict", 2, "--by", "2025")
    for number, outcome in ((2, "void"), (3, "unclear")):
        table("resolve", number, outcome, "--on", "2026-10")
    told = narrow(table, "--basis", "implied", "--by", "year")
    assert "  scored      0 of 4; 2 overdue, 1 unclear, 1 void\n" in told


def test_what_was_said_vaguely_is_counted_though_nothing_is_decided(table):
    table("predict", 1, "--horizon", "in a few years")
    assert narrow(table, "--basis", "implied", "speaker:颜水成") == (
        "颜水成\n"
        "\n"
        "Forecasts implied by a stance\n"
        "  scored      0 of 1; 1 open\n"
        "  1 of 1 were given a time in vague words, such as “in a few years”: when they\n"
        "  are due is a matter of reading.\n"
    )


def test_groups_without_a_name_are_called_what_they_lack(scored):
    told = [narrow(scored, "--by", by, "--basis", "stated") for by in ("concept", "source", "year")]
    assert [one.split("\n")[0] for one in told] == ["o1", "Round table", "2024"]
    assert narrow(scored, "--by", "source", "--basis", "implied").startswith("no source\n")


def test_an_earlier_day_is_named(scored):
    assert narrow(scored, "--as-of", "2025-07", "--basis", "stated") == (
        "As everything stood on 2025-07-31.\n"
        "\n"
        "颜水成\n"
        "\n"
        "Forecasts stated as a number\n"
        "  scored      1 of 2; 1 open\n"
        "  hit rate    0 of 1, 0 %; 95 % interval from 0 to 79 %\n"
        "  scores      too few to say: shown from 20 on, 19 more\n"
        "  furthest off:\n"
        "    2  70 %, wrong: Catching up takes years\n"
    )


def test_no_forecasts_are_said_to_be_none(kg):
    answer = kg("score")
    assert (answer.output, answer.stderr) == (
        "",
        "There are no forecasts yet. Add one with kg predict and kg forecast.\n",
    )
    assert kg("score", "robots").stderr == "No forecasts meet these conditions.\n"


class TestCharts:
    def test_a_chart_is_written_and_named(self, scored, home):
        answer = scored("score", "--chart", "scores.html")
        assert answer.output == f"Wrote the chart of 3 predictions to {home / 'scores.html'}\n"
        assert (home / "scores.html").read_text("utf-8").startswith("<!doctype html>")

    @pytest.mark.parametrize(
        ("words", "code", "said"),
        [
            (["--chart", "a.gif"], 2, "a.gif has an ending that no chart has."),
            (["--chart", "a.png", "--json"], 2, "A chart is a file"),
            (
                ["--chart", "a.svg", "--by", "concept"],
                2,
                "Error: A chart sets speakers side by side: leave out --by concept, or --chart.\n",
            ),
            (["--chart", "no/a.svg"], 1, "Error: no/a.svg cannot be written"),
            (["robots", "--chart", "a.svg"], 1, "Error: There are no forecasts to draw."),
        ],
    )
    def test_what_cannot_be_drawn_is_refused(self, scored, home, words, code, said):
        # Whoever draws first in a home makes folders there.
        scored("score", "--chart", "before.svg")
        before = {*home.iterdir()}
        assert said in scored("score", *words, exit_code=code).stderr
        assert {*home.iterdir()} == before

    def test_speakers_side_by_side_may_be_asked_for(self, scored, home):
        scored("score", "--by", "speaker", "--chart", "a.svg")
        assert (home / "a.svg").exists()

    def test_without_matplotlib_it_is_said_how_to_install_it(self, scored, monkeypatch):
        monkeypatch.setitem(sys.modules, "matplotlib", None)
        assert scored("score", "--chart", "a.svg", exit_code=1).stderr == (
            "Error: Charts are drawn by Matplotlib, which is not installed. "
            "Run pip install 'kg-notebook[charts]'.\n"
        )

    def test_what_no_font_has_is_named(self, scored, home, monkeypatch):
        from kg.pages import charts

        monkeypatch.setattr(charts, "without_font", lambda text: {"颜", "汪"} & set(text))
        answer = scored("score", "--chart", "a.png")
        assert (home / "a.png").read_bytes().startswith(b"\x89PNG")
        assert answer.stderr == (
            "No font on this machine has 汪 颜; they are drawn as ?. Install a font that has "
            "them, such as Noto Sans CJK, or write .html or .svg.\n"
        )


def test_sources_that_begin_alike_are_told_apart_and_no_line_is_wider_than_the_room(kg):
    for number in (1, 2):
        title = f"Tomorrow Desk, episode {number}"
        kg("source", "add", title, "--recorded", "2024-09-14")
        claim = ("add", f"Claim {number}", "--speaker", "Ada", "--source", number)
        kg(*claim, "--by", "2025")
    lines = kg("score", "--by", "source", env={"COLUMNS": "80"}).output.splitlines()
    assert [line[:2] for line in lines if "Tomorrow Desk" in line] == ["1 ", "2 "]
    assert max(map(len, lines)) <= 80
