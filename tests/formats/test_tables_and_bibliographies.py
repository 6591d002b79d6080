"""CSV sets and bibliographies of any notebook: read by others, they say what the notebook says."""

import csv
import io
import json
import re
from datetime import date
from itertools import chain

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.domain.selection import Selection
from kg.domain.wording import said_in
from kg.formats import bibliography, csv_set, csv_table, gexf, graphml
from kg.graph.named import GRAPHS, graph_of
from tests.formats.test_round_trips import taken_in_if_told_apart
from tests.formats.test_writers import (
    any_notebook,
    assert_is_gexf,
    few,
    one_line,
    pairs_of,
    written,
)

INNER = {"positions": "claim", "forecasts": "prediction", "turns": "source"}
WORDED = ("names", "title", "statement", "criteria", "note")


def undefused(cell):
    """A cell without the apostrophe by which a spreadsheet takes it for no formula."""
    harmless = csv_table._harmless(cell[1:]) if cell.startswith("'") else None
    return cell[1:] if harmless == cell else cell


def read_tables(folder):
    """The rows of each file, as Python's own reader has them, without empty cells."""
    found = {}
    for path in folder.iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        found[path.stem] = [
            {name: undefused(cell) for name, cell in row.items() if cell} for row in rows
        ]
    return found


def as_rows(record, owner=None):
    """A record as the docs promise it: a column for each language, lists joined with semicolons."""
    row: dict[str, str] = {}
    for name, value in record.items():
        if name in {*INNER, "resolutions", "text"}:
            continue
        if name in WORDED:
            row |= {f"{name}_{language}": text for language, text in value.items()}
        elif name == "probability":
            ends = value if isinstance(value, dict) else {"middle": value}
            row |= {f"probability_{end}": str(number) for end, number in ends.items()}
        elif name == "anchor":
            row |= {f"anchor_{end}": str(place) for end, place in value.items() if place != ""}
        elif name == "evidence":
            row[name] = "; ".join(
                one if isinstance(one, str) else f"{one['evidence']} (against)" for one in value
            )
        else:
            row[name] = "; ".join(value) if isinstance(value, list) else str(value)
    return (owner or {}) | row


@few
@any_notebook
def test_a_set_of_tables_gives_back_every_field(tmp_path_factory, notebook):
    folder = tmp_path_factory.mktemp("tables")
    found = pairs_of(notebook)
    csv_set.write(found, folder)
    wanted: dict[str, list] = {}
    for sort, record in found:
        wanted.setdefault(sort, []).append(as_rows(record))
        owner = "prediction" if sort == "predictions" else "claim"
        for inner, belongs in (*INNER.items(), ("resolutions", owner)):
            for number, one in enumerate(record.get(inner, ()), 1):
                told = {belongs: record["id"], "number": str(number)}
                wanted.setdefault(inner, []).append(as_rows(one, told))
    assert read_tables(folder) == wanted


@few
@any_notebook
def test_bibliographies_give_back_titles_days_and_addresses(notebook):
    found = pairs_of(notebook)
    cited = [one for sort, one in found if sort in {"sources", "evidence"}]
    items = json.loads(written(bibliography.write_csl, found))
    assert [
        (one["id"], one["title"], one.get("URL"), one.get("publisher"), one.get("note"))
        for one in items
    ] == [
        (
            one["id"],
            said_in(one["title"]),
            one.get("url"),
            one.get("publisher"),
            said_in(one.get("note")) or None,
        )
        for one in cited
    ]
    days = [one.get("published") or one.get("recorded") for one in cited]
    assert [one.get("issued", {}).get("date-parts", [[]])[0] for one in items] == [
        [int(part) for part in day.split("-")] if day else [] for day in days
    ]
    entries = read_bibtex(written(bibliography.write_bibtex, found))
    assert [(one["title"], one.get("date")) for one in entries] == [
        (one_line(said_in(record["title"])), day) for record, day in zip(cited, days, strict=True)
    ]
    assert len({one["key"].lower() for one in entries}) == len(entries)


ESCAPED = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}


def read_bibtex(text):
    """The entries of a file, by the rule that a value ends with the brace that closes it."""
    entries = []
    at = 0
    while found := re.compile(r"@misc\{([^,{}\s]+),\n").match(text, at):
        entry, at = {"key": found[1]}, found.end()
        while field := re.compile(r"  (\w+) = \{").match(text, at):
            depth, at = 1, field.end()
            start = at
            while depth:
                step = 2 if text[at] == "\\" else 1
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += step
            entry[field[1]] = unescaped(text[start : at - 1])
            assert text[at : at + 2] == ",\n"
            at += 2
        assert text[at : at + 3] == "}\n\n"
        at += 3
        entries.append(entry)
    assert at == len(text)
    return entries


def unescaped(value):
    value = value[1:-1] if value.startswith("{") else value
    pattern = "|".join(map(re.escape, ESCAPED)) + r"|\\([&%$#_{}])"
    return re.sub(pattern, lambda one: one[1] or ESCAPED[one[0]], value)


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_what_latex_is_told_is_what_was_written(text):
    assert unescaped(bibliography.latex(text)) == one_line(text) or text.strip().startswith("{")


@few
@any_notebook
def test_graphs_of_any_notebook_are_read_by_networkx_and_keep_the_rules(tmp_path_factory, notebook):
    folder = tmp_path_factory.mktemp("graphs")
    opened = taken_in_if_told_apart(notebook)
    for name in GRAPHS:
        with opened.read() as session:
            graph = graph_of(session, name, Selection(), date(2026, 11, 23), "en")
        assert_is_gexf(written(gexf.write, graph))
        path = folder / "a.graphml"
        path.write_text(written(graphml.write, graph), "utf-8", newline="")
        again = nx.read_graphml(path)
        assert set(again.nodes) == {graphml._writable(one) for one in graph.nodes}
        assert again.number_of_edges() == graph.number_of_edges()
    opened.close()


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "'a", "a=1", "-", "'"])
def test_taking_the_apostrophe_away_gives_the_text(text):
    _, (cell,) = csv.reader(io.StringIO(csv_table.written(["x"], [[text]])))
    assert undefused(cell) == text


@given(rows=st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]))), max_size=5))
@settings(max_examples=50)
def test_no_cell_begins_a_formula(rows):
    columns = [str(at) for at in range(max(map(len, rows), default=0))]
    text = csv_table.written(columns, [[*row, *[""] * (len(columns) - len(row))] for row in rows])
    cells = chain.from_iterable(csv.reader(io.StringIO(text, newline="")))
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
