"""Records given as plain data, taken into a notebook."""

from typing import Any

import msgspec
from sqlalchemy.orm import Session

from kg.domain import records
from kg.notebook.records.apply import apply, plan
from kg.notebook.records.plans import Document, Plan


def document(lists: dict[str, Any], name: str = "file") -> Document:
    """Plain data as a document whose places read like file: claims[0].kind."""
    return Document(msgspec.convert(lists, records.Notebook), lambda path: f"{name} at {path}")


def planned(session: Session, *lists: dict[str, Any]) -> Plan:
    """The plan for these files, called file, file2 and so on."""
    names = (f"file{number if number > 1 else ''}" for number in range(1, len(lists) + 1))
    return plan(session, [document(one, name) for one, name in zip(lists, names, strict=True)])


def take_in(session: Session, *lists: dict[str, Any]) -> list[str]:
    """Take files in; gives the lines that say what changed."""
    found = planned(session, *lists)
    apply(session, found)
    return found.lines()
