"""The page as text: complete, safe, and the same each time."""

import base64
import gzip
import json
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.graph.claims import graph_of
from kg.pages.inline import fingerprint
from kg.pages.map import STATIC, map_page, write_map
from tests.pages.conftest import Cards
from tests.pages.unpacking import data_of

NOTHING: Cards = {"speakers": [], "concepts": [], "sources": [], "claims": []}


def test_the_same_notebook_gives_the_same_page(cards, page_of):
    assert page_of(cards) == page_of(cards)


def test_the_page_does_not_depend_on_the_order_of_hashes(cards, tmp_path):
    (tmp_path / "cards.json").write_text(json.dumps(cards), encoding="utf-8")
    code = """if True:
        import hashlib, json, sys
        from kg.graph.claims import graph_of
        from kg.pages.map import map_page
        cards = json.load(open(sys.argv[1], encoding="utf-8"))
        page = map_page(graph_of(cards), cards, title="T", made="2026-11-23")
        print(hashlib.sha256(page.encode()).hexdigest())
    """
    prints = {
        subprocess.run(
            [sys.executable, "-c", code, tmp_path / "cards.json"],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(prints) == 1


def test_the_page_names_its_type_language_title_and_viewport(cards, page_of):
    page = page_of(cards, language="zh", title="山谷里的<电车>")
    assert page.startswith("<!doctype html>\n")
    assert '<html lang="zh">' in page
    assert "<title>山谷里的&lt;电车&gt;</title>" in page
    assert '<meta name="viewport" content="width=device-width' in page


def test_the_policy_allows_this_script_and_this_style_only(cards, page_of):
    page = page_of(cards)
    (escaped,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    told = unescape(escaped)
    policy = dict(rule.split(" ", 1) for rule in told.split("; "))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (start,) = re.findall(r'<script type="module">(.*?)</script>', page, re.DOTALL)
    (code,) = re.findall(r'<script type="application/gzip" id="code">(.*?)</script>', page)
    script = gzip.decompress(base64.b64decode(code)).decode()
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == f"{fingerprint(start)} {fingerprint(script)}"
    assert script == (STATIC / "map.js").read_text("utf-8")
    assert policy["style-src"] == fingerprint(style)
    assert "unsafe" not in told
    assert "\r" not in start + script + style


def test_no_element_is_loaded_from_anywhere(cards, page_of):
    page = re.sub(
        r"<(script|style)( type=\"module\")?>.*?</\1>", "", page_of(cards), flags=re.DOTALL
    )
    assert not re.search(r"<(link|script|img|iframe)[^>]*(src|href)=\"(?!data:)", page)
    assert " style=" not in page
    assert not re.search(r"<[^>]* on[a-z]+=", page)


def test_the_table_for_readers_without_script_holds_every_claim(cards, page_of):
    page = page_of(cards)
    (table,) = re.findall(r"<noscript>(.*?)</noscript>", page, re.DOTALL)
    for card in cards["claims"]:
        for text in card["statement"].values():
            assert f"<bdi>{text}</bdi>" in table
    assert "Ada Moreau</bdi> asserts: <q><bdi>we need this tram</bdi></q>" in table
    assert "<td>wrong</td><td>2026-05-31</td>" in table


def test_what_several_claims_share_stands_once(cards, page_of):
    data = data_of(page_of(cards))
    assert [one["uid"] for one in data["cards"]["predictions"]] == ["p1"]
    assert len(data["cards"]["links"]) == 5
    assert len(data["cards"]["evidence"]) == 1


def test_every_node_has_a_place_in_both_layouts(cards, page_of):
    nodes = data_of(page_of(cards))["nodes"]
    for column in ("x", "y", "tall_x", "tall_y"):
        assert len(nodes[column]) == 12 + 3 + 5
        assert all(isinstance(place, int) for place in nodes[column])


def test_what_follows_from_the_cards_is_not_written(cards, page_of):
    data = data_of(page_of(cards))
    assert data["edges"] == []
    assert data["nodes"]["more"] == []


def test_what_does_not_follow_from_the_cards_is_written(cards):
    graph = graph_of(cards)
    graph.add_node("claim:other", type="claim", uid="other", label="Other")
    graph.add_edge("claim:other", "claim:c1", type="opposes", recorded=False)
    graph.add_edge("claim:c2", "claim:c1", type="supports", recorded=True)
    data = data_of(map_page(graph, cards, title="T", made="2026-11-23"))
    assert data["nodes"]["more"] == [{"id": "claim:other", "label": "Other"}]
    assert data["edges"] == [
        {"from": "claim:other", "to": "claim:c1", "type": "opposes", "inferred": True},
        {"from": "claim:c2", "to": "claim:c1", "type": "supports"},
    ]


def test_an_empty_notebook_has_a_page(page_of):
    assert data_of(page_of(NOTHING))["nodes"]["x"] == []


def test_a_claim_that_points_beyond_the_selection_is_kept(cards, page_of):
    cards["claims"] = [card for card in cards["claims"] if card["uid"] != "c5"]
    data = data_of(page_of(cards))
    assert "c5" in {link["to"] for link in data["cards"]["links"]}
    assert "c5" not in {card["uid"] for card in data["cards"]["claims"]}
    assert data["edges"] == []


def test_a_language_that_the_page_does_not_speak_falls_back_to_english(cards, page_of):
    page = page_of(cards, language="de")
    assert '<html lang="de">' in page
    assert ">Claim</th>" in page


def test_making_a_page_leaves_no_files_behind(cards, page_of, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page_of(cards)
    assert list(tmp_path.iterdir()) == []


def test_a_page_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "map.html"
    write_map(path, "第一")
    assert path.read_bytes() == "第一".encode()
    with pytest.raises(KgError, match="cannot be written"):
        write_map(tmp_path / "nowhere" / "map.html", "page")
    with pytest.raises(KgError, match="is a directory"):
        write_map(tmp_path, "page")
    assert list(tmp_path.iterdir()) == [path]


def test_the_words_of_both_languages_are_the_same():
    words = json.loads(Path(STATIC / "words.json").read_text("utf-8"))
    assert words["en"].keys() == words["zh"].keys()
    for word in words["en"]:
        blanks = [sorted(re.findall(r"\{\w+\}", words[language][word])) for language in words]
        assert blanks[0] == blanks[1], word
