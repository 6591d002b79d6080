"""The fields that a query can have, such as speaker: and due:."""

from typing import NamedTuple

from kg.domain.vocabulary import ClaimKind, Stance

STATES = ("open", "overdue", "right", "wrong", "partly", "unclear", "void", "mixed")
"""What a claim can come to: mixed when its readings or checks differ."""

PLACES = ("claim", "position", "prediction", "speaker", "concept", "source", "turn", "evidence")
"""Where words can stand: claim is statement, note and tags; position is quote and note."""

USUAL_PLACES = ("claim", "position", "prediction")
"""Where the words of a claim are looked for unless it is said where."""


class Field(NamedTuple):
    """A field: what it says of a claim, an example, and its words where only some will do."""

    meaning: str
    example: str
    words: tuple[str, ...] = ()


FIELDS = {
    "speaker": Field("one of these says something of it", '"Wang Hua"'),
    "about": Field("it is about one of these concepts, or a narrower one", "o1"),
    "source": Field("something is said of it in one of these", '"AI round table"'),
    "kind": Field("it is of one of these kinds", "prediction", tuple(map(str, ClaimKind))),
    "stance": Field("someone takes one of these stances", "disagrees", tuple(map(str, Stance))),
    "outcome": Field("it came to one of these", "overdue", STATES),
    "tag": Field("it has one of these tags", "pace"),
    "said": Field("something was said of it then: a date or a range", "2024-09..2025"),
    "due": Field("a prediction of it is due then: a date or a range", "..2026"),
    "text": Field("its statement has these letters, be they whole words or not", "通胀"),
    "near": Field("links and shared predictions lead to it from this claim", "12"),
    "depth": Field("how many such steps it may be away, else 1", "2"),
    "in": Field(
        "where words are looked for, else in claim, position and prediction", "position", PLACES
    ),
}
"""The fields there are, in the order in which a query is written out."""

NAMES = ("speaker", "about", "source", "tag", "text", "near")
"""The fields whose values may have blanks."""

SINGLE = ("text", "near", "depth", "said", "due")
"""The fields that take one value."""

SYNONYMS = {
    "author": "speaker",
    "by": "speaker",
    "name": "speaker",
    "who": "speaker",
    "concept": "about",
    "topic": "about",
    "is": "kind",
    "type": "kind",
    "state": "outcome",
    "status": "outcome",
    "around": "near",
    "date": "said",
    "statement": "text",
}
"""What people may call a field whose own name has other letters."""
