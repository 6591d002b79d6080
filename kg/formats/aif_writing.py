"""A notebook written as xAIF: claims, what is said of them, and the links AIF has a scheme for."""

import json
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import IO, Any

from kg.domain.wording import said_in
from kg.formats.registry import Pairs
from kg.formats.told import no_place_for

_WORDS = {
    "asserts": "Asserting",
    "agrees": "Agreeing",
    "partly": "Agreeing in part",
    "disagrees": "Disagreeing",
    "asks": "Pure Questioning",
}
_SCHEMES = {
    "supports": ("RA", "Default Inference"),
    "opposes": ("CA", "Default Conflict"),
    "restates": ("MA", "Default Rephrase"),
}


def write(found: Pairs, stream: IO[str]) -> list[str]:
    """Write claims, positions and those links for which AIF has a scheme, as xAIF.

    Gives how many predictions and other links are left out.
    """
    writer = _Writer()
    left: Counter[str] = Counter()
    for word, record in found:
        writer.take(word, record)
        left["links"] += word == "links" and record["kind"] not in _SCHEMES
        left["predictions"] += word == "predictions"
    json.dump(writer.whole(), stream, ensure_ascii=False, indent=1)
    stream.write("\n")
    return [
        *no_place_for(left["predictions"], "prediction", "predictions"),
        *no_place_for(left["links"], "link of another kind", "links of other kinds"),
    ]


class _Writer:
    def __init__(self) -> None:
        self.nodes: list[dict[str, Any]] = []
        self.edges: list[dict[str, Any]] = []
        self.locutions: list[dict[str, Any]] = []
        self.names: dict[str, str] = {}
        self.ids: dict[str, str] = {}

    def take(self, word: str, record: dict[str, Any]) -> None:
        if word == "speakers":
            self.names[record["id"]] = said_in(record["names"])
        elif word == "claims":
            self.ids[record["id"]] = claim = self._node(said_in(record["statement"]), "I")
            for position in record.get("positions", ()):
                self._position(claim, said_in(record["statement"]), position)
        elif word == "links" and record["kind"] in _SCHEMES:
            sort, text = _SCHEMES[record["kind"]]
            scheme = self._node(text, sort)
            self._join([self.ids[record["from"]], scheme, self.ids[record["to"]]])

    def _position(self, claim: str, statement: str, position: dict[str, Any]) -> None:
        name = self.names[position["speaker"]]
        # A reader finds the name in front of the first colon.
        words = f"{name.replace(':', ' ')} : {position.get('quote') or statement}"
        locution = self._node(words, "L")
        self._join([locution, self._node(_WORDS[position["stance"]], "YA"), claim])
        known = {"nodeID": locution, "personID": position["speaker"]}
        if position.get("said"):
            known["start"] = position["said"]
        self.locutions.append(known)

    def _node(self, text: str, sort: str) -> str:
        key = str(len(self.nodes) + 1)
        self.nodes.append({"nodeID": key, "text": text, "type": sort})
        return key

    def _join(self, keys: Iterable[str]) -> None:
        for start, end in pairwise(keys):
            edge = {"edgeID": str(len(self.edges) + 1), "fromID": start, "toID": end}
            self.edges.append(edge)

    def whole(self) -> dict[str, Any]:
        return {
            "AIF": {
                "nodes": self.nodes,
                "edges": self.edges,
                "schemefulfillments": [],
                "participants": [
                    {"participantID": key, "firstname": name, "surname": ""}
                    for key, name in self.names.items()
                ],
                "locutions": self.locutions,
            },
            "text": "",
        }
