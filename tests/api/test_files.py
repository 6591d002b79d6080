"""Files that a notebook in Python reads and writes."""

from pathlib import Path

import pytest

import kg
from kg.errors import KgError
from tests.api.comparing import bytes_of


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
