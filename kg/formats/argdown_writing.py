"""A notebook written as Argdown: statements with their tags, and who supports and attacks whom."""

import re
from typing import IO

from kg.domain.wording import said_in
from kg.formats.registry import Pairs
from kg.formats.told import Record, Told, no_place_for

MARKS = {"supports": "+>", "opposes": "->"}
"""Links as relations, drawn from the one that supports or attacks."""

_SPECIAL = re.compile(r"[\\\[\]<>@#{}*_!]|/(?=[/*])|(?<=/)[/*]|\.(?=(?:[\^v~AE]|->|<->|\[\]|<>)\.)")
_TITLED = re.compile(r"^title: (.+)$", re.MULTILINE)
_STEPS = {"premise": "depends on", "conclusion": "supports"}


def write(found: Pairs, stream: IO[str]) -> list[str]:
    """Write claims and the links that support or oppose; other links stand in comments.

    Claims with the tag argument are arguments, with premises and conclusion where their links say
    which those are. A text comes in one language and on one line. Gives how many predictions are
    left out.
    """
    told = Told(found)
    titles = titles_of(told)
    steps = [link for link in told.links if _step(link) and _is_argument(told, link["from"])]
    for uid, claim in told.of["claims"].items():
        stream.write(_statement(claim, titles[uid]) + "\n")
        relations = [
            f"  {_mark(link)} {titles[link['to']]}\n"
            for link in told.links
            if link["from"] == uid and link["kind"] in MARKS and link not in steps
        ]
        others = [
            f"  // {link['kind']}: {titles[link['to']]}\n"
            for link in told.links
            if link["from"] == uid and link["kind"] not in MARKS and link not in steps
        ]
        stream.write("".join([*relations, *others, "\n"]))
        _write_steps([link for link in steps if link["from"] == uid], titles, stream)
    return no_place_for(len(told.of["predictions"]), "prediction", "predictions")


def _is_argument(told: Told, uid: str) -> bool:
    return "argument" in told.of["claims"][uid].get("tags", ())


def _step(link: Record) -> str | None:
    note = said_in(link.get("note"))
    return note if _STEPS.get(note) == link["kind"] else None


def _mark(link: Record) -> str:
    kind = said_in(link.get("note"))
    return {"undercut": "_>", "contradictory": "><"}.get(kind, MARKS[link["kind"]])


def _write_steps(links: list[Record], titles: dict[str, str], stream: IO[str]) -> None:
    ends = [link for link in links if _step(link) == "conclusion"]
    premises = [link for link in links if _step(link) == "premise"]
    if len(ends) != 1:
        return
    stream.write("".join(f"({n}) {titles[one['to']]}\n" for n, one in enumerate(premises, 1)))
    stream.write(f"----\n({len(premises) + 1}) {titles[ends[0]['to']]}\n\n")


def titles_of(told: Told) -> dict[str, str]:
    """For each claim its title in brackets; no two are alike."""
    taken: dict[str, int] = {}
    titles = {}
    for uid, claim in told.of["claims"].items():
        statement = said_in(claim["statement"])
        given = _TITLED.search(said_in(claim.get("note")))
        title = given[1] if given else statement
        title = " ".join(re.sub(r"[\[\]<>\\]", " ", title).split())
        title = title if len(title) <= 60 else f"{title[:59].rstrip()}…"
        taken[title] = taken.get(title, 0) + 1
        while taken[title] > 1:
            title = f"{title} ({taken[title]})"
            taken[title] = taken.get(title, 0) + 1
        argument = "argument" in claim.get("tags", ())
        titles[uid] = f"<{title or uid}>" if argument else f"[{title or uid}]"
    return titles


def _statement(claim: Record, title: str) -> str:
    tags = "".join(
        f" #{tag}" if re.fullmatch(r"[\w-]+", tag) else f" #({re.sub(r'[()]', ' ', tag).strip()})"
        for tag in claim.get("tags", ())
        if tag != "argument" and re.sub(r"[()]", " ", tag).strip()
    )
    return f"{title}: {escaped(said_in(claim['statement']))}{tags}"


def escaped(text: str) -> str:
    """A text that Argdown reads as it is, on one line.

    >>> escaped("C# [is] *it*")
    'C\\\\# \\\\[is\\\\] \\\\*it\\\\*'
    """
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
