"""The notebook from Python and Jupyter."""

import inspect
import shutil
import subprocess
import sys
import webbrowser
from pathlib import Path
from typing import Any, cast

import networkx as nx
import pytest

import kg
from kg.api.conditions import selection
from kg.domain.dates import PartialDate
from kg.domain.selection import Selection
from kg.domain.vocabulary import ClaimKind, Stance
from kg.errors import Conflict, Invalid, KgError, NotebookError, NotFound
from kg.notebook import claims, speakers
from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The file of a notebook with a claim, a dispute and a reading."""
    path = tmp_path_factory.mktemp("book") / "book.db"
    with kg.create(path) as opened:
        opened.add(
            {"en": "It takes years", "zh": "需要数年"},
            kind="prediction",
            about=["o1"],
            speaker="Ada",
            said="2024-09-14",
            source="Round table",
        )
        opened.add("It took a year", kind="fact", speaker="Charles", said="2025")
        opened.take(1, "Charles", "disagrees", said="2024-10")
        opened.predict(1, due="2026-06")
    return path


@pytest.fixture
def book(made, home):
    """That notebook, in a copy of the test's own."""
    shutil.copy(made, home / "book.db")
    with kg.open(home / "book.db") as opened:
        yield opened


def sentence(error):
    return str(error.value)


class TestOpening:
    def test_a_notebook_is_made_once_and_opened_again(self, home):
        with kg.create(home / "a.db") as made:
            made.add("A claim")
            assert repr(made) == f"<kg.Notebook {home / 'a.db'}>"
        with kg.open(str(home / "a.db")) as opened:
            assert len(opened.claims()) == 1
        with pytest.raises(NotebookError) as error:
            kg.create(home / "a.db")
        assert sentence(error).startswith(f"There is a notebook at {home / 'a.db'} already.")

    def test_one_in_memory_says_so(self, home):
        with kg.create(":memory:") as made:
            assert repr(made) == "<kg.Notebook :memory:>"

    def test_without_a_place_it_is_the_one_of_the_command_line(self, home, kg_, monkeypatch):
        kg_("init")
        kg_("add", "A claim", "--speaker", "Ada")
        with kg.open() as opened:
            assert [card["id"] for card in opened.claims(speakers="Ada")] == [1]

    def test_what_is_no_notebook_is_refused_in_a_sentence(self, home):
        (home / "x.db").write_text("no database")
        for place, start in (
            ("none.db", f"There is no notebook at {home / 'none.db'}."),
            (home, f"{home} is a directory, not a notebook."),
            ("x.db", f"{home / 'x.db'} is not a notebook"),
            ("mysql://host/name", "kg keeps notebooks in SQLite or PostgreSQL, not in mysql."),
        ):
            with pytest.raises(KgError) as error:
                kg.open(place)
            assert sentence(error).startswith(start)

    def test_the_language_of_a_new_notebook_is_that_of_its_graphs(self, home):
        with kg.create(":memory:", language="zh") as made:
            made.add({"en": "It takes years", "zh": "需要数年"}, speaker="Ada")
            labels = nx.get_node_attributes(made.graph(), "label")
        assert "需要数年" in labels.values()


@pytest.fixture
def kg_(kg):
    """The command line, under another name than the package."""
    return kg


class TestChanging:
    def test_each_call_is_one_change_named_in_the_history(self, book):
        book.forecast(1, "Ada", 0.8, basis="stated")
        book.link(2, "opposes", 1, note="As it turned out.")
        book.resolve(1, "wrong", on="2025-06", confidence="high")
        assert [batch["command"] for batch in book.history()] == [
            "resolve 1 wrong",
            "2 opposes 1",
            "forecast 1 Ada 0.8",
            "predict 1",
            "Charles disagrees 1",
            "add It took a year",
            "add It takes years",
        ]

    def test_cards_say_what_was_made(self, book):
        assert book.take(2, "Ada", "agrees", quote="True.")["quote"] == "True."
        link = book.link(2, "opposes", 1)
        assert (link["from"], link["kind"]) == (book.claim(2)["uid"], "opposes")
        assert book.forecast(1, "Ada", 0.7)["forecasts"][0]["middle"] == 0.7
        assert book.resolve(1, "partly", fraction=0.5)["resolutions"][0]["fraction"] == 0.5

    def test_a_change_that_fails_leaves_everything_as_it_was(self, book):
        before = book.claims(), book.history()
        for change in (
            lambda: book.add(" "),
            lambda: book.add("x", speaker="Charlse"),
            lambda: book.take(99, "Ada", "agrees"),
            lambda: book.resolve(1, "right", on="2019"),
            lambda: book.forecast(1, "Ada", 1.7),
            lambda: book.predict(1, opens="2027", due="2026"),
        ):
            with pytest.raises(KgError):
                change()
        assert (book.claims(), book.history()) == before

    def test_a_transaction_makes_several_changes_one_or_none(self, book):
        with book.transaction("two more") as session:
            speakers.add(session, "Dora")
            speakers.add(session, "Emil")
        assert book.history(1)[0]["command"] == "two more"

        def fail():
            with book.transaction("half") as session:
                speakers.add(session, "Franz")
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail()
        assert [card["names"]["en"] for card in book.speakers()] == [
            *("Ada", "Charles", "Dora", "Emil")
        ]

    def test_changes_are_taken_back(self, book):
        book.resolve(1, "wrong", on="2025-06")
        assert book.undo() == 5
        assert book.prediction(1)["state"] == "overdue"
        assert book.undo(5 + 1) == 6
        assert book.prediction(1)["state"] == "wrong"
        with pytest.raises(NotFound):
            book.undo(99)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (
                lambda book: book.take(1, "Ada", "argues"),
                "'argues' is none of asserts, agrees, partly, disagrees, asks.",
            ),
            (
                lambda book: book.link(1, "refutes", 2),
                (
                    "'refutes' is none of supports, opposes, qualifies, depends on, restates, "
                    "elaborates."
                ),
            ),
            (
                lambda book: book.resolve(1, "maybe"),
                "'maybe' is none of right, wrong, partly, unclear, void.",
            ),
            (
                lambda book: book.resolve(1, "right", confidence="very"),
                "'very' is none of high, medium, low.",
            ),
            (
                lambda book: book.add("x", kind="claim"),
                "'claim' is none of fact, cause, opinion, prediction, recommendation.",
            ),
            (lambda book: book.add("x", weight="heavy"), "'heavy' is none of main, detail."),
            (
                lambda book: book.forecast(1, "Ada", 0.5, basis="guess"),
                "'guess' is none of stated, verbal, implied.",
            ),
        ],
    )
    def test_words_of_closed_sets_are_said_when_another_is_given(self, book, change, said):
        with pytest.raises(Invalid) as error:
            change(book)
        assert sentence(error) == f"{said} Write one of these."

    def test_a_name_that_is_nearly_known_is_questioned(self, book):
        with pytest.raises(NotFound) as error:
            book.take(1, "Charlse", "agrees")
        assert "Did you mean Charles?" in sentence(error)
        assert book.take(1, "Charlse", "agrees", new=True)["stance"] == "agrees"

    def test_what_is_no_argument_is_python_s_own_error(self, book):
        with pytest.raises(TypeError, match="speakr"):
            book.add("x", speakr="Ada")


class TestAsking:
    @pytest.mark.parametrize(
        ("conditions", "found"),
        [
            ({}, [1, 2]),
            ({"speakers": "Ada"}, [1]),
            ({"speakers": ["Ada", "Charles"]}, [1, 2]),
            ({"speakers": "charles", "stances": "disagrees"}, [1]),
            ({"speakers": None, "kinds": "fact"}, [2]),
            ({"kinds": ClaimKind.FACT}, [2]),
            ({"kinds": {"fact", "prediction"}}, [1, 2]),
            ({"concepts": ("o1",)}, [1]),
            ({"sources": "round table"}, [1]),
            ({"said_from": 2025}, [2]),
            ({"said_to": "2024-09"}, [1]),
            ({"due_to": PartialDate("2026-06")}, [1]),
            ({"outcomes": "overdue"}, [1]),
            ({"outcomes": ["right", "wrong"]}, []),
            ({"text": "数年"}, [1]),
            ({"around": 2}, [2]),
            ({"around": 1, "depth": 0}, [1]),
        ],
    )
    def test_conditions_are_written_as_people_do(self, book, conditions, found):
        assert [card["id"] for card in book.claims(**conditions)] == found

    @pytest.mark.parametrize(
        ("conditions", "said"),
        [
            ({"speaker": "Ada"}, "There is no condition 'speaker'. Did you mean speakers?"),
            ({"colour": "red"}, "There is no condition 'colour'. There are words, phrases, "),
            ({"outcomes": "rigth"}, "'rigth' is no outcome. Write open, overdue, right, "),
            ({"kinds": "facts"}, "'facts' is none of fact, cause, opinion, prediction, "),
            ({"said_from": "soon"}, "'soon' is not a date. Write a day as 2026-09-12, "),
            ({"speakers": "Ada Lovelace"}, "There is no speaker 'Ada Lovelace'."),
        ],
    )
    def test_conditions_that_cannot_be_meant_are_refused(self, book, conditions, said):
        with pytest.raises(KgError) as error:
            book.claims(**conditions)
        assert sentence(error).startswith(said)

    def test_a_selection_has_the_domain_s_values(self):
        assert selection(stances="asks", said_to="2024-9", depth=2) == Selection(
            stances=(Stance.ASKS,), said_to=PartialDate("2024-09"), depth=2
        )
        assert selection().everything

    def test_one_thing_is_had_by_any_of_its_keys(self, book):
        card = book.claim(1)
        assert book.claim(card["uid"]) == book.claim("it takes years") == card
        assert book.prediction(book.prediction(1)["uid"])["claims"] == [card["uid"]]
        with pytest.raises(NotFound):
            book.claim("nothing like it")

    def test_the_views_of_arguments_are_what_the_commands_show(self, book, kg):
        for words, card in (
            (["compare", "Ada", "Charles"], book.compare("Ada", "Charles")),
            (
                ["compare", "Ada", "Charles", "about:o1", "--as-of", "2025"],
                book.compare("Ada", "Charles", concepts="o1", as_of=2025),
            ),
            (["changes", "Ada"], book.changes("Ada")),
            (["changes", "--as-of", "2025-02"], book.changes(as_of="2025-02")),
            (["steps", 1, "--depth", 1], book.steps(1, depth=1)),
            (["impact", 2], book.impact(2, as_of=None)),
        ):
            assert kg("--database", "book.db", *words, "--json").json == card

    def test_what_is_due_comes_first_that_is_overdue_longest(self, book, monkeypatch):
        book.predict(2, due="2025")
        book.predict(2)
        book.predict(2, due="2040")
        assert [(card["due"], card["state"]) for card in book.due()] == [
            ("2025", "overdue"),
            ("2026-06", "overdue"),
        ]
        assert [card["due"] for card in book.due(within=20_000)][2] == "2040"
        monkeypatch.setenv("KG_TODAY", "2039-12-31")
        assert [card["due"] for card in book.due(within=0)] == ["2025", "2026-06", None]

    def test_what_is_snoozed_waits_until_it_is_woken(self, book):
        assert [card["id"] for card in book.due()] == [1]
        assert book.snooze(1, "2090-01")["snoozed"] == "2090-01"
        assert book.due() == []
        assert book.history()[0]["command"] == "snooze 1 2090-01"
        assert book.snooze(1, None)["snoozed"] is None
        assert [card["id"] for card in book.due()] == [1]

    def test_what_is_amiss_is_told_as_the_command_line_tells_it(self, book):
        (*_, last) = book.lint()
        assert {type(value) for value in last.values()} == {int, str, dict}
        assert [one["code"] for one in book.lint("said:1900")] == []
        assert {one["gravity"] for one in book.lint(hints=False)} <= {"problem"}

    def test_what_hangs_on_claims_is_narrowed_with_them(self, book):
        book.resolve(1, "wrong", on="2025-06", evidence=["https://example.org/a"])

        def names(cards):
            return [card["names"]["en"] for card in cards]

        assert names(book.speakers(concepts="o1")) == ["Ada", "Charles"]
        assert names(book.speakers(kinds="fact")) == ["Charles"]
        assert names(book.concepts()) == ["o1"]
        assert names(book.concepts(kinds="fact")) == []
        assert [card["title"]["en"] for card in book.sources(speakers="Ada")] == ["Round table"]
        assert [card["url"] for card in book.evidence()] == ["https://example.org/a"]
        assert book.evidence(kinds="fact") == []
        assert [card["id"] for card in book.predictions(outcomes="wrong")] == [1]
        assert book.predictions(outcomes="right") == []


class TestGraphs:
    def test_the_three_graphs_are_networkx_graphs(self, book):
        assert isinstance(book.graph(), nx.MultiDiGraph)
        assert list(book.graph("speakers").edges) == [
            tuple(f"speaker:{card['uid']}" for card in book.speakers())
        ]
        assert len(book.graph("speakers", fewest=2).edges) == 0
        for refused in (
            lambda: book.graph("claims", fewest=2),
            lambda: book.graph("speakers", fewest=0),
            lambda: book.agreement(fewest=0),
        ):
            with pytest.raises(KgError):
                refused()
        assert [kind for _, kind in book.graph("concepts").nodes(data="label")] == ["o1"]
        assert len(book.graph(kinds="fact")) == 2

    def test_another_graph_is_refused(self, book):
        with pytest.raises(Invalid) as error:
            book.graph("claim")
        assert sentence(error) == (
            "There is no graph of 'claim'. Choose claims, speakers, concepts, camps."
        )


def bytes_of(path):
    files = path.rglob("*.*") if path.is_dir() else [path]
    return {one.relative_to(path): one.read_bytes() for one in files}


class TestFiles:
    def test_a_notebook_is_written_and_read(self, book, home):
        for name in ("a.yaml", "a.jsonl"):
            assert book.write(name) == (Path(name), [])
            with kg.create(":memory:") as copy:
                counts = copy.read(home / name)
                assert counts["claims"] == {"new": 2, "changed": 0, "same": 0}
                assert copy.history()[0]["command"] == f"read {home / name}"
                copy.write("copy.yaml")
                assert (home / "copy.yaml").read_text() == (home / "a.yaml").read_text()

    def test_what_a_format_leaves_out_is_told_as_by_the_command(self, book, home, kg_):
        for name, more in (
            ("a.json", {"format": "claimreview"}),
            ("a.yaml", {}),
            ("a.ics", {"as_of": "2025-06"}),
            ("nothing.yaml", {"kinds": "cause"}),
            ("folder", {"format": "csv", "kinds": "cause"}),
        ):
            written = book.write(name, **more)
            words = {"format": "--format", "as_of": "--as-of", "kinds": "--kind"}
            options = [part for key, value in more.items() for part in (words[key], value)]
            said = kg_("--database", "book.db", "export", name, *options).stderr
            assert "".join(f"{one}\n" for one in written.told) == said.partition("\n")[2], name
        assert book.write("a.json", format="claimreview").told == [
            "0 of 2 claims; 2 without a verdict are not written."
        ]

    def test_broken_files_are_left_out_and_named_where_that_is_asked(self, book, home, kg_):
        (home / "d").mkdir()
        book.write("d/a.yaml")
        (home / "d" / "b.yaml").write_text("claims: [{id: c1, kind: fackt}]")
        with kg.create(":memory:") as copy:
            with pytest.raises(KgError, match=r"d/b\.yaml"):
                copy.read("d")
            assert copy.claims() == []
            planned = copy.read("d", dry_run=True, skip_broken=True)
            assert copy.claims() == []
            found = copy.read("d", skip_broken=True)
            assert found == planned
            assert found["claims"] == {"new": 2, "changed": 0, "same": 0}
            assert [one["where"] for one in found["skipped"]] == ["d/b.yaml:1 (claims[0].kind)"]
            assert len(copy.claims()) == 2
        kg_("--database", "new.db", "init")
        told = kg_("--database", "new.db", "import", "d", "--skip-broken", "--json").json
        assert told == found

    def test_all_parts_of_a_long_file_are_read(self, book, monkeypatch):
        monkeypatch.setattr("kg.formats.json_lines.PART", 1)
        book.write("long.jsonl")
        with kg.create(":memory:") as copy:
            assert copy.read("long.jsonl", dry_run=True)["claims"]["new"] == 2
            assert copy.claims() == []
            assert copy.read("long.jsonl")["claims"]["new"] == len(copy.claims()) == 2

    def test_a_dry_run_changes_nothing(self, book, home):
        book.write("a.yaml")
        with kg.create(":memory:") as copy:
            assert copy.read("a.yaml", dry_run=True)["positions"]["new"] == 3
            assert copy.claims() == []

    def test_a_part_is_written_with_what_it_rests_on(self, book, home):
        book.write("part.yaml", kinds="fact")
        with kg.create(":memory:") as copy:
            copy.read("part.yaml")
            assert [card["statement"]["en"] for card in copy.claims()] == ["It took a year"]
            assert [card["names"]["en"] for card in copy.speakers()] == ["Charles"]

    def test_any_format_is_written_of_a_query_and_a_day_as_by_the_command(self, book, home, kg):
        asked = {"query": "kind:fact", "as_of": "2025-06"}
        for name, more in (
            ("a.yaml", {}),
            ("a.jsonl", {}),
            ("a.ics", {}),
            ("a.ttl", {}),
            ("a.gexf", {"graph": "speakers"}),
            ("folder", {"format": "csv"}),
        ):
            book.write(name, **asked, **more)
            options = [part for key, value in more.items() for part in (f"--{key}", value)]
            kg(
                "--database",
                "book.db",
                "export",
                f"by-{name}",
                "kind:fact",
                "--as-of",
                "2025-06",
                *options,
            )
            assert bytes_of(home / name) == bytes_of(home / f"by-{name}"), name

    def test_what_cannot_be_read_or_written_is_refused(self, book, home):
        (home / "bad.yaml").write_text("claims: [{id: c1, kind: fackt}]")
        for call in (
            lambda: book.read("none.yaml"),
            lambda: book.read("bad.yaml"),
            lambda: book.write("a.txt"),
            lambda: book.write("nowhere/a.yaml"),
            lambda: book.write(home),
        ):
            with pytest.raises(KgError):
                call()


class TestMaps:
    def test_a_map_is_a_page_that_is_saved_and_shown(self, book, home, monkeypatch):
        seen: list[str] = []
        monkeypatch.setattr(webbrowser, "open", seen.append)
        page = book.map(title="What <b>takes</b> years", language="zh", concepts="o1")
        assert repr(page) == f"<kg.Map of {len(page.page):,} characters>"
        saved = page.save("map.html").read_text("utf-8")
        assert saved == page.page
        assert "需要数年" in saved
        assert "What &lt;b&gt;takes" in saved
        shown = page.show()
        assert seen == [shown.as_uri()]
        assert shown.read_text("utf-8") == saved
        shown.unlink()

    def test_in_jupyter_it_stands_in_a_frame_of_its_own(self, book):
        framed = book.map()._repr_html_()
        assert framed.startswith('<iframe srcdoc="&lt;!')
        assert 'sandbox="allow-scripts' in framed
        # Nothing of the page gets out of the attribute in which it stands.
        assert framed.count("<") == 2
        assert framed.count('"') == 8

    def test_the_map_works_in_its_frame(self, book, open_page):
        page = open_page(f"<!doctype html><meta charset=utf-8>{book.map()._repr_html_()}")
        frame = page.frame_locator("iframe")
        frame.locator("#find").fill("years")
        frame.locator("#found").get_by_text("It takes years").first.click()
        assert (
            "需要数年"
            in frame.locator("h2").first.inner_text() + frame.locator("body").inner_text()
        )
        assert frame.locator("canvas").first.is_visible()

    def test_in_its_frame_it_is_read_narrowed_turned_and_saved(self, book, open_page):
        framed = book.map()._repr_html_()
        cell = f"<div class='jp-OutputArea-output' style='width: 900px'>{framed}</div>"
        page = open_page(f"<!doctype html><meta charset=utf-8><title>Notebook</title>{cell}")
        frame = page.frame_locator("iframe")
        frame.locator("#find").fill("years")
        frame.locator("#found").get_by_text("It takes years").first.click()
        panel = frame.locator("aside.panel")
        assert panel.locator("h2").inner_text() == "It takes years"
        assert panel.locator(".record, .position").count() > 0
        panel.locator(".position .person").first.click()
        assert panel.locator(".badge").first.inner_text() == "Speaker"
        frame.locator(".close").click()
        frame.get_by_role("button", name="Filters").click()
        frame.locator(".filters select[name=kind]").select_option(index=1)
        assert " of " in frame.locator(".shown").inner_text()
        frame.get_by_role("button", name="Close filters").click()
        frame.get_by_role("button", name="Table", exact=True).click()
        assert frame.locator("#table tbody tr").count() > 0
        frame.get_by_role("button", name="Map", exact=True).click()
        frame.locator(".share > button").click()
        with page.expect_download() as download:
            frame.locator(".menu").get_by_role("button", name="PNG").click()
        assert download.value.path().read_bytes().startswith(b"\x89PNG")
        # Neither the page around it nor what is stored for it can be reached from inside.
        inside = page.frames[1]
        assert inside.evaluate("window.origin") == "null"
        reached = "() => { try { return parent.document.title } catch { return 'closed' } }"
        assert inside.evaluate(reached) == "closed"

    def test_a_map_of_a_view_bears_its_name(self, book):
        with book.database.transaction("view") as session:
            from kg.notebook import views
            from kg.settings import today

            views.add(session, "In years", "text:years", today=today())
        assert "<title>In years</title>" in book.map(views=["in years"]).page
        assert "<title>kg</title>" in book.map().page
        with pytest.raises(NotFound, match="There is no view 'never'"):
            book.map(views=["never"])

    def test_the_language_of_the_environment_counts_as_asked_for_as_by_the_command(
        self, book, home, kg, monkeypatch
    ):
        wanted = book.map(language="zh").page
        book.write("asked.gexf", language="zh")
        book.chart("asked.html", language="zh")
        assert book.map().page != wanted
        monkeypatch.setenv("KG_LANGUAGE", "zh")
        assert book.map().page == wanted
        assert book.map(language="en").page != wanted
        assert "需要数年" in nx.get_node_attributes(book.graph(), "label").values()
        book.write("by-environment.gexf")
        assert bytes_of(home / "by-environment.gexf") == bytes_of(home / "asked.gexf")
        book.chart("by-environment.html")
        assert bytes_of(home / "by-environment.html") == bytes_of(home / "asked.html")
        kg("--database", "book.db", "map", "-o", "map.html", "--title", "kg")
        assert (home / "map.html").read_text("utf-8") == wanted

    def test_no_map_is_drawn_of_nothing(self, book):
        with pytest.raises(NotFound) as error:
            book.map(speakers="Ada", stances="asks")
        assert sentence(error) == ("There are no such claims to draw. Ask for less, or add some.")

    def test_where_a_map_cannot_be_saved_is_said(self, book, home):
        with pytest.raises(KgError, match="is a directory"):
            book.map().save(home)

    @pytest.mark.parametrize(
        "write",
        [
            lambda book: book.write("book.db", format="yaml"),
            lambda book: book.map().save("book.db"),
        ],
        ids=["as text", "as a map"],
    )
    def test_an_open_notebook_is_not_overwritten(self, book, home, write):
        before = (home / "book.db").read_bytes()
        with pytest.raises(KgError) as error:
            write(book)
        assert sentence(error) == ("book.db is a database, perhaps a notebook. Name another file.")
        assert (home / "book.db").read_bytes() == before

    def test_a_graph_is_refused_for_a_format_of_none(self, book, home):
        with pytest.raises(Invalid) as error:
            book.write("a.yaml", graph="speakers")
        assert sentence(error) == "A graph is written as graphml or gexf, not as yaml."
        assert not (home / "a.yaml").exists()

    def test_an_order_that_is_none_is_told(self, book):
        with pytest.raises(Invalid) as error:
            book.agreement(by="age")
        assert (
            sentence(error)
            == "'age' is none of shared, agreement, disagreement. Write one of these."
        )


class TestMerging:
    def test_another_notebook_is_taken_in_and_what_is_open_refused(self, home):
        with kg.create("ann.db") as ann:
            ann.add("Prices fall", speaker="Ada", said="2026-11-01")
        shutil.copy("ann.db", "ben.db")
        with kg.open("ann.db") as ann, kg.open("ben.db") as ben:
            with ann.transaction("edit") as session:
                claims.edit(session, "1", statement="Prices fall soon")
            with ben.transaction("edit") as session:
                claims.edit(session, "1", statement="Prices fall late")
            ben.add("Wages rise", speaker="Bob", said="2026-11-01")
            with pytest.raises(Conflict) as refused:
                ann.merge("ben.db")
            assert sentence(refused) == (
                "1 thing differs, and nothing says which counts: claim 1 (Prices fall soon), "
                "statement (en). Say prefer='mine', 'theirs' or 'newer'."
            )
            assert len(ann.claims()) == 1
            assert ann.merge(Path("ben.db"), prefer="theirs") == {
                "new": {"speaker": 1, "claim": 1, "position": 1},
                "changed": {"claim": 1},
                "removed": {},
            }
            assert [one["statement"]["en"] for one in ann.claims()] == [
                "Prices fall late",
                "Wages rise",
            ]
            nothing: dict[str, dict[str, int]] = {"new": {}, "changed": {}, "removed": {}}
            assert ann.merge("ben.db") == nothing
            ben.write("ben.yaml")
            assert ann.merge("ben.yaml", prefer="mine") == nothing

    def test_what_cannot_be_merged_so_is_said(self, home):
        with kg.create("ann.db") as ann:
            ann.write("ann.yaml")
            for place, how, told in (
                ("ann.db", {}, "That is this notebook itself. Name another one."),
                ("ann.db", {"prefer": "ours"}, "'ours' is no side. Prefer mine, theirs or newer."),
                (
                    *("ann.yaml", {"prefer": "newer"}),
                    "ann.yaml is a text, which does not say when it was changed. "
                    "Say prefer='mine' or 'theirs'.",
                ),
            ):
                with pytest.raises(Invalid) as refused:
                    ann.merge(place, **cast(Any, how))
                assert sentence(refused) == told


class TestPackage:
    def test_its_names_are_offered_before_they_are_loaded(self):
        code = "import kg, sys; print(*dir(kg)); print('sqlalchemy' in sys.modules)"
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
        )
        names, loaded = ran.stdout.splitlines()
        assert {"KgError", "Map", "Notebook", "create", "open"} <= set(names.split())
        assert loaded == "False"

    def test_all_names_are_there_and_no_other(self):
        for name in kg.__all__:
            assert getattr(kg, name) is not None
        with pytest.raises(AttributeError, match="no attribute 'nothing'"):
            _ = kg.nothing

    def test_an_error_tells_sentence_and_remedy_apart(self):
        error = Conflict("It is so.", "Change it.")
        assert isinstance(error, kg.KgError)
        assert (error.message, error.remedy) == ("It is so.", "Change it.")

    def test_every_method_says_what_it_does(self):
        for name, method in inspect.getmembers(kg.Notebook, inspect.isfunction):
            assert name.startswith("_") or inspect.getdoc(method), name
