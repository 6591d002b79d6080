"""A debate as Argdown has it, statements, arguments and relations, and the records it becomes."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from kg.domain.vocabulary import LinkKind
from kg.formats import foreign
from kg.formats.foreign import Foreign, uid
from kg.notebook.records.plans import Document

KINDS = {
    "support": LinkKind.SUPPORTS,
    "entails": LinkKind.SUPPORTS,
    "attack": LinkKind.OPPOSES,
    "contrary": LinkKind.OPPOSES,
    "contradictory": LinkKind.OPPOSES,
    "undercut": LinkKind.OPPOSES,
}
PLAIN = {"support", "attack"}
"""Relations that say no more than the link they become."""
UNTITLED = re.compile(r"Untitled( Argument)? \d+")

End = tuple[str, str]
"""What a relation joins: "statement" or "argument", and its title."""


@dataclass
class Statement:
    """One proposition under its title; without a text where it is only referred to."""

    title: str
    text: str = ""
    tags: list[str] = field(default_factory=list)
    data: str | None = None
    section: int | None = None
    line: int | None = None


@dataclass
class Argument(Statement):
    """An argument: its description, and its premises and conclusions in order."""

    steps: list[tuple[str, str]] = field(default_factory=list)
    """Role (premise, intermediary-conclusion, main-conclusion) and title of the statement."""
    rules: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Relation:
    """That one end supports, attacks or undercuts another, or contradicts it."""

    kind: str
    start: End
    end: End
    line: int | None = None


@dataclass
class Debate:
    """A whole file."""

    shown: str
    name: str
    title: str
    about: dict[str, Any] = field(default_factory=dict)
    """What the file says of itself."""
    statements: dict[str, Statement] = field(default_factory=dict)
    arguments: dict[str, Argument] = field(default_factory=dict)
    replaced: list[tuple[int, str, str]] = field(default_factory=list)
    """Where a title is given another text, the title, and the text that it had."""
    relations: list[Relation] = field(default_factory=list)
    sections: list[tuple[str, int | None]] = field(default_factory=list)
    """Titles of sections, each with the number of the one that it is part of."""

    def relate(self, relation: Relation) -> None:
        """Take in a relation, once; a contradiction is the same both ways."""
        same = {(relation.start, relation.end)}
        if relation.kind == "contradictory":
            same.add((relation.end, relation.start))
        if not any(
            one.kind == relation.kind and (one.start, one.end) in same for one in self.relations
        ):
            self.relations.append(relation)


def as_records(debate: Debate) -> Document:
    """Statements and arguments as claims, relations as links, sections as concepts.

    An argument is a claim with the tag argument that depends on its premises and supports its
    conclusion. Titles, data and rules of inference stand in notes.
    """
    return _Records(debate).document()


class _Records:
    def __init__(self, debate: Debate) -> None:
        self.debate = debate
        self.out = Foreign(debate.shown)
        self.base = uid("argdown", debate.name)
        self.claims: dict[End, str] = {}
        self.joined: set[tuple[str, str, str]] = set()

    def document(self) -> Document:
        debate, out = self.debate, self.out
        about = {name: value for name, value in debate.about.items() if name != "title"}
        out.add(
            "sources",
            {
                "id": self.base,
                "title": foreign.tidy_line(debate.title, 2000) or debate.name,
                "kind": "argument map",
                "note": out.note(**{str(name): value for name, value in about.items()}),
            },
        )
        if not debate.statements and not debate.arguments:
            out.skip(None, "There is no statement in it, and no argument.")
        for line, title, text in debate.replaced:
            out.skip(line, f"{title[:60]!r} has another text from here on; it was {text[:60]!r}.")
        concepts: list[str] = []
        for number, (title, parent) in enumerate(debate.sections):
            record = {
                "id": f"{self.base}/section/{number + 1}",
                "names": foreign.tidy_line(title) or f"Section {number + 1}",
                "kind": "section",
                "broader": None if parent is None else concepts[parent],
            }
            concepts.append(out.add("concepts", record))
        seen: Counter[str] = Counter()
        for statement in debate.statements.values():
            self._claim("statement", statement, concepts, seen)
        for argument in debate.arguments.values():
            self._claim("argument", argument, concepts, seen)
        for argument in debate.arguments.values():
            self._steps(argument)
        for relation in debate.relations:
            note = None if relation.kind in PLAIN else relation.kind
            self._link(relation.start, KINDS[relation.kind], relation.end, note, relation.line)
        return out.document()

    def _claim(self, sort: str, one: Statement, concepts: list[str], seen: Counter[str]) -> None:
        untitled = UNTITLED.fullmatch(one.title)
        text = foreign.tidy(one.text) or foreign.tidy(one.title)
        if text is None:
            self.out.skip(one.line, f"The {sort} is empty.")
            return
        # What has no title is known by its words: a number would change with what comes before.
        base = f"{self.base}/{sort}/{uid(text if untitled else one.title)}"
        seen[base] += 1
        rules = "; ".join(one.rules) if isinstance(one, Argument) else ""
        kept = {
            "title": None if untitled or one.title == text else one.title,
            "data": one.data,
            "inference": rules or None,
        }
        record = {
            "id": base if seen[base] == 1 else f"{base}/{seen[base]}",
            "kind": "opinion",
            "weight": "detail" if untitled else "main",
            "statement": text,
            "about": [] if one.section is None else [concepts[one.section]],
            "tags": [*(["argument"] if sort == "argument" else []), *_once(one.tags)],
            "note": self.out.note(**kept),
        }
        self.claims[sort, one.title] = self.out.add("claims", record, one.line)

    def _steps(self, argument: Argument) -> None:
        me = ("argument", argument.title)
        for role, title in argument.steps:
            other = ("statement", title)
            if role == "premise":
                self._link(me, LinkKind.DEPENDS_ON, other, "premise", argument.line)
            elif role == "main-conclusion":
                self._link(me, LinkKind.SUPPORTS, other, "conclusion", argument.line)
            else:
                self._link(me, LinkKind.ELABORATES, other, "step", argument.line)

    def _link(
        self, start: End, kind: LinkKind, end: End, note: str | None, line: int | None
    ) -> None:
        if start not in self.claims or end not in self.claims:
            lost = start if start not in self.claims else end
            self.out.skip(line, f"A relation leads to no {lost[0]} {lost[1][:60]!r}.")
        elif start == end:
            self.out.skip(line, f"A relation of {start[1][:60]!r} leads to itself.")
        else:
            key = (self.claims[start], kind.value, self.claims[end])
            if key not in self.joined:
                self.joined.add(key)
                link = {"from": key[0], "kind": key[1], "to": key[2], "note": note}
                self.out.add("links", link, line)


def _once(tags: list[str]) -> list[str]:
    clean = (foreign.tidy_line(tag, 100) for tag in tags)
    return list(dict.fromkeys(tag for tag in clean if tag))
