"""The JSON Schema of the text notebook, for editors that complete and check it."""

import json
from typing import Any, get_args

import msgspec

from kg.domain import records

YEAR = {"type": "integer", "minimum": 1000, "maximum": 9999, "description": "A year"}
"""What a date can be, too: YAML takes a year without quotes for a number."""


def notebook_schema() -> dict[str, Any]:
    """The schema of one YAML file of a notebook, as JSON Schema 2020-12."""
    schema = msgspec.json.schema(records.Notebook)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A notebook of kg, form {records.FORM}",
        **_with_years(schema),
    }


def _with_years(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_with_years(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("pattern") == get_args(records.Day)[1].pattern:
        return {"anyOf": [schema, YEAR]}
    known = {key: _with_years(value) for key, value in schema.items()}
    if "anyOf" in known:
        # A date that may be null stands in a list of alternatives already.
        known["anyOf"] = [
            part
            for one in known["anyOf"]
            for part in (one["anyOf"] if [*one] == ["anyOf"] else [one])
        ]
    return known


def text() -> str:
    """The schema as it is kept in data/notebook.schema.json."""
    return json.dumps(notebook_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(text(), end="")
