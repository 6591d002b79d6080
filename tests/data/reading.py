"""The shipped round table as records, and short ways through them."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from msgspec import UNSET

from kg.domain import records
from kg.formats import files

FOLDER = Path(__file__).parents[2] / "data" / "roundtable"
LONGEST_QUOTE = 24


def read() -> SimpleNamespace:
    """All records of the folder, by their word."""
    notebooks = [document.notebook for document in files.read(FOLDER)]
    return SimpleNamespace(
        **{
            word: [one for notebook in notebooks for one in getattr(notebook, word)]
            for word in records.Notebook.__struct_fields__
            if word != "kg"
        }
    )


def given(value: Any) -> Any:
    """A field's value; None when it is left out."""
    return None if value is UNSET else value


def ids(found: list[Any]) -> set[str]:
    return {one.id for one in found}


def names(named: Any) -> list[str]:
    """The names and aliases of a speaker or concept."""
    return [*named.names.values(), *(given(named.aliases) or [])]


def positions(data: SimpleNamespace) -> list[tuple[Any, Any]]:
    """Every position, after its claim."""
    return [(claim, one) for claim in data.claims for one in claim.positions]


def resolutions(data: SimpleNamespace) -> list[tuple[Any, Any]]:
    """Every resolution, after its claim or prediction."""
    return [
        (record, one)
        for record in [*data.claims, *data.predictions]
        for one in given(record.resolutions) or []
    ]


def cited(resolution: records.Resolution) -> list[str]:
    """The evidence that a resolution calls, whichever side it speaks for."""
    return [
        one.evidence if isinstance(one, records.Citation) else one
        for one in given(resolution.evidence) or []
    ]
