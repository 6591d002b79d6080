"""AIF, the Argument Interchange Format, as AIFdb writes it: nodesets in JSON, bare or as xAIF."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from kg.domain import keys
from kg.domain.vocabulary import LinkKind, Stance
from kg.errors import Invalid, KgError
from kg.formats import days, foreign
from kg.formats.aif_writing import write
from kg.formats.foreign import Foreign, uid
from kg.formats.places import Place
from kg.formats.registry import Format
from kg.notebook.records.plans import Document

KINDS = {"RA": LinkKind.SUPPORTS, "CA": LinkKind.OPPOSES, "MA": LinkKind.RESTATES}
"""The links that schemes become: inference, conflict, rephrase."""

SORTS = {"I", "L", "YA", "TA", "PA", *KINDS}
"""The types that nodes have."""

STANCES = {
    "asserting": Stance.ASSERTS,
    "agreeing": Stance.AGREES,
    "conceding": Stance.AGREES,
    "agreeing in part": Stance.PARTLY,
    "disagreeing": Stance.DISAGREES,
    "challenging": Stance.ASKS,
    "pure questioning": Stance.ASKS,
    "questioning": Stance.ASKS,
    "pure challenging": Stance.ASKS,
}
"""What an illocution says of its proposition; others, such as assertive questions, assert it."""

_NAMED = re.compile(r"\s*([^:\n]{1,80}?)\s*:\s+(.*)", re.DOTALL)


def recognises(place: Place) -> bool:
    """Whether it is JSON with nodes and edges as AIF has them."""
    if not place.holds_json():
        return False
    data = place.data
    if isinstance(data, dict) and isinstance(data.get("AIF"), dict):
        return True
    if not isinstance(data, dict) or not isinstance(data.get("nodes"), list):
        return False
    nodes = data["nodes"]
    return "edges" in data and (
        "locutions" in data or not nodes or (isinstance(nodes[0], dict) and "nodeID" in nodes[0])
    )


def read(place: Place) -> Document:
    """A nodeset as records: propositions are claims, schemes links, locutions positions.

    What attacks an inference is drawn to its conclusion, with a note. Where the file lists its
    locutions, those it does not list are taken for reports of another's words and for no position.
    """
    data = place.data
    if not isinstance(data, dict):
        raise KgError(f"{place.shown} is no nodeset.", "It has nodes and edges.")
    inner = data["AIF"] if isinstance(data.get("AIF"), dict) else data
    nodeset = _Nodeset(place, inner)
    text = data.get("text") if inner is not data else None
    if isinstance(text, dict):
        text = text.get("txt")
    return nodeset.document(text if isinstance(text, str) else None)


class _Nodeset:
    def __init__(self, place: Place, data: dict[str, Any]) -> None:
        self.out = Foreign(place.shown)
        self.name = place.name.rsplit(".", 1)[0]
        self.base = uid("aif", self.name)
        self.types: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.after: defaultdict[str, list[str]] = defaultdict(list)
        self.before: defaultdict[str, list[str]] = defaultdict(list)
        self.claims: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.unheard: set[str] = set()
        self._read_nodes(self._list(data, "nodes"))
        self._read_edges(self._list(data, "edges"))
        for one in self._list(data, "participants"):
            parts = (one.get("firstname"), one.get("surname"))
            if name := foreign.tidy_line(" ".join(str(part) for part in parts if part)):
                self.names[_key(one.get("participantID"))] = name
        self.locutions = {_key(one.get("nodeID")): one for one in self._list(data, "locutions")}

    def _list(self, data: dict[str, Any], word: str) -> list[dict[str, Any]]:
        found = data.get(word) or []
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise KgError(f"{self.out.shown} ({word}): It is no list of objects.", "Mend it.")
        return found

    def _read_nodes(self, nodes: list[dict[str, Any]]) -> None:
        for number, one in enumerate(nodes):
            if one.get("nodeID") is None:
                raise KgError(f"{self.out.shown} (nodes[{number}]): It has no nodeID.", "Give one.")
            key, sort = _key(one["nodeID"]), str(one.get("type") or "").strip().upper()
            if isinstance(one.get("text"), bool | list | dict):
                raise KgError(
                    f"{self.out.shown} (nodes[{number}]): Its text is none.", "Put it in quotes."
                )
            text = foreign.tidy(one.get("text")) or ""
            if key in self.types:
                if (self.types[key], self.texts[key]) != (sort, text):
                    raise KgError(
                        f"{self.out.shown} (nodes[{number}]): There are two nodes {key!r}.",
                        "Give one another nodeID.",
                    )
                continue
            self.types[key], self.texts[key] = sort, text

    def _read_edges(self, edges: list[dict[str, Any]]) -> None:
        for number, one in enumerate(edges):
            start, end = _key(one.get("fromID")), _key(one.get("toID"))
            where = f"{self.out.shown} (edges[{number}])"
            lost = next((key for key in (start, end) if key not in self.types), None)
            if lost is not None:
                self.out.skip(where, f"It leads to no node {lost[:40]!r}.")
            elif start == end:
                self.out.skip(where, f"It leads from node {start[:40]!r} to itself.")
            else:
                self.after[start].append(end)
                self.before[end].append(start)

    def document(self, text: str | None) -> Document:
        if not self.types:
            self.out.skip(None, "The nodeset is empty.")
            return self.out.document()
        self.out.add(
            "sources",
            {
                "id": self.base,
                "kind": "argument map",
                "title": foreign.tidy_line(self.name) or "nodeset",
                "note": self.out.note(text=re.sub(r"<[^>]*>", "", text)[:50_000] if text else None),
            },
        )
        positions = self._positions()
        for key, sort in self.types.items():
            if sort != "I":
                continue
            if not self.texts[key]:
                self.out.skip(None, f"Node {key[:40]!r} has no text.")
                continue
            claim = f"{self.base}/{uid(key)}"
            for one in positions[key]:
                one["id"] = f"{claim}/{uid(one['id'])}"
            record = {
                "id": claim,
                "kind": "opinion",
                "statement": self.texts[key],
                "positions": positions[key],
            }
            self.claims[key] = self.out.add("claims", record)
        self._links()
        self._tell_unread()
        return self.out.document()

    def _tell_unread(self) -> None:
        """Note what becomes of no record, by its sort and number."""
        sorts = Counter(self.types.values())
        for sort, number in sorts.items():
            if sort == "PA":
                self.out.skip(None, f"{number} preferences, for which there is no link.")
            elif sort not in SORTS:
                self.out.skip(None, f"{number} nodes of the type {sort[:40]!r}, which AIF lacks.")
        if not sorts["I"]:
            self.out.skip(None, "No node is a proposition, which is of the type I.")
        if self.unheard:
            self.out.skip(None, f"{len(self.unheard)} locutions of which no speaker is told.")

    def _positions(self) -> defaultdict[str, list[dict[str, Any]]]:
        """By proposition what locutions, or replies to locutions, say of it."""
        found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        seen: set[tuple[str, str, str]] = set()
        for key, sort in self.types.items():
            if sort != "YA":
                continue
            for end in self.after[key]:
                if self.types[end] != "I":
                    continue
                for start in self.before[key]:
                    locution = self._spoken(start)
                    if locution is None or (mark := (end, locution, self.texts[key])) in seen:
                        continue
                    seen.add(mark)
                    if position := self._position(locution, self.texts[key]):
                        if any(one["id"] == locution for one in found[end]):
                            position["id"] = f"{locution}.{key}"
                        found[end].append(position)
        return found

    def _spoken(self, key: str) -> str | None:
        """The locution that speaks: itself, or the one that a transition leads to."""
        if self.types[key] == "L":
            return key
        if self.types[key] == "TA":
            return next((end for end in self.after[key] if self.types[end] == "L"), None)
        return None

    def _position(self, locution: str, illocution: str) -> dict[str, Any] | None:
        speaker = self._speaker(locution)
        if speaker is None:
            self.unheard.add(locution)
            return None
        known = self.locutions.get(locution, {})
        try:
            said = days.day(known.get("start"))
        except Invalid:
            said = None
        return {
            "id": locution,
            "speaker": speaker,
            "stance": STANCES.get(illocution.strip().lower(), Stance.ASSERTS).value,
            "source": self.base,
            "quote": self._words(locution) or None,
            **({"said": said} if said else {}),
        }

    def _words(self, locution: str) -> str:
        """What is said in a locution, without the name in front of it, but with all that is said.

        `But mind this: …` begins with no name where the file says that another one speaks.
        """
        text = self.texts[locution]
        named = _NAMED.fullmatch(text)
        if named is None:
            return text
        person = self.locutions.get(locution, {}).get("personID")
        known = keys.key(self.names.get(_key(person), named[1])).split("-")
        spaced = re.match(r"[^:]*\s:\s", text) is not None
        return named[2] if spaced or set(keys.key(named[1]).split("-")) & set(known) else text

    def _speaker(self, locution: str) -> str | None:
        if locution in self.people:
            return self.people[locution]
        known = self.locutions.get(locution)
        if known is None and self.locutions:
            return None
        named = _NAMED.fullmatch(self.texts[locution])
        person = None if known is None else known.get("personID")
        name = self.names.get(_key(person)) if person is not None else None
        name = name or (foreign.tidy_line(named[1]) if named else None)
        if name is None and person is None:
            return None
        if person is not None:
            # One person, whatever the texts call them.
            name = self.names.setdefault(_key(person), name or f"Speaker {_key(person)}")
        assert name is not None
        self.people[locution] = found = self.out.speaker("aif", name)
        return found

    def _links(self) -> None:
        joined: set[tuple[str, str, str]] = set()
        for key, sort in self.types.items():
            if sort not in KINDS:
                continue
            by = self._drawn_by(key)
            for start in self.before[key]:
                for end, note in self._conclusions(key, set()):
                    if self.types[start] != "I" or start == end:
                        continue
                    if start not in self.claims or end not in self.claims:
                        continue
                    ends = (self.claims[start], KINDS[sort].value, self.claims[end])
                    if ends in joined:
                        continue
                    joined.add(ends)
                    scheme = self.texts[key].strip()
                    usual = scheme.lower().removeprefix("default ") in _USUAL
                    link = {
                        "id": f"{self.base}/{uid(key)}/{uid(start)}/{uid(end)}",
                        "from": ends[0],
                        "kind": ends[1],
                        "to": ends[2],
                        "by": by,
                        "note": self.out.note(note, scheme=None if usual else scheme),
                    }
                    self.out.add("links", link)

    def _conclusions(self, scheme: str, seen: set[str]) -> Iterator[tuple[str, str | None]]:
        """The propositions that a scheme leads to, be it through another scheme."""
        seen.add(scheme)
        for end in self.after[scheme]:
            if self.types[end] == "I":
                yield end, None
            elif self.types[end] in KINDS and end not in seen:
                word = {"RA": "an inference", "CA": "a conflict", "MA": "a rephrase"}
                for last, _ in self._conclusions(end, seen):
                    yield last, f"It bears on {word[self.types[end]]} to this claim."

    def _drawn_by(self, scheme: str) -> str | None:
        """Who connects the ends: the speaker of the reply that is anchored in the scheme."""
        for illocution in self.before[scheme]:
            if self.types[illocution] != "YA":
                continue
            for start in self.before[illocution]:
                locution = self._spoken(start)
                if locution is not None and (speaker := self._speaker(locution)):
                    return speaker
        return None


def _key(value: Any) -> str:
    """An id as a text; tools write 1, 1.0 and "1 " for the same one."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


_USUAL = {"", "inference", "conflict", "rephrase", "default inference"}

FORMAT = Format(
    "aif",
    "Argument Interchange Format: nodesets of AIFdb, and xAIF",
    carries="propositions, who says what of them in which words, supports, opposes, restates",
    leaves="preferences, times of analysis, links of other kinds, predictions, verdicts, sources, "
    "concepts, tags, notes, views of the map, all but one language",
    files="a JSON file with nodes and edges, such as nodeset.json, or a folder or zip of them",
    parts=(".json",),
    recognises=recognises,
    read=read,
    write=write,
)
