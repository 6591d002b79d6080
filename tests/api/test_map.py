"""Maps and sites from Python, as in Jupyter: kg.api.map."""

import webbrowser

import networkx as nx
import pytest

from kg.errors import Invalid, KgError, NotFound
from tests.api.comparing import bytes_of, sentence


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
