"""Drafts: forms left unfinished and the place in a source, kept outside the notebook."""

import json
import os
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from kg.notebook.capturing import Entry

LONGEST = 20_000_000
"""Bytes that a file of drafts can have; a larger one is none of ours."""


@dataclass(slots=True)
class Draft:
    """Where a curator is in a source, and the forms that are not finished.

    `place` counts characters of the source's text, as the entries do. `open` tells which entry
    was being filled in, by where its words begin.
    """

    place: int = 0
    open: int | None = None
    entries: list[Entry] = field(default_factory=list)


class DraftFile:
    """The file of one source's draft, for its owner's eyes only.

    Its name is made of the ids of notebook and source, so that both may move.
    """

    def __init__(self, folder: Path, notebook_uid: str, source_uid: str) -> None:
        name = sha256(f"{notebook_uid}\n{source_uid}".encode()).hexdigest()[:32]
        self.path = folder / "capture" / f"{name}.json"

    def read(self) -> Draft:
        """The draft that was written last; an empty one where there is none that can be read."""
        try:
            if self.path.stat().st_size > LONGEST:
                return Draft()
            return _draft(json.loads(self.path.read_text("utf-8")))
        except (OSError, ValueError, TypeError, KeyError):
            return Draft()

    def write(self, draft: Draft) -> None:
        """Put a draft in the place of the last one, all of it or nothing; raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        text = json.dumps(asdict(draft), ensure_ascii=False, indent=1)
        # A temporary file is made for its owner alone.
        with NamedTemporaryFile(
            "w", dir=self.path.parent, prefix=".draft-", encoding="utf-8", delete=False
        ) as file:
            try:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(self.path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise


def _draft(kept: dict[str, Any]) -> Draft:
    draft = Draft(place=int(kept["place"]))
    if isinstance(kept["open"], int):
        draft.open = kept["open"]
    draft.entries = [entry for one in kept["entries"] if (entry := _entry(one)) is not None]
    return draft


def _entry(kept: dict[str, Any]) -> Entry | None:
    """An entry as it was written, also by a version that knew fewer or other fields."""
    shapes: dict[str, type | tuple[type, ...]] = {
        one.name: {"begins": int, "ends": int}.get(one.name, str) for one in fields(Entry)
    }
    shapes |= {"turn": (int, type(None)), "claim": (int, type(None)), "sure": list}
    values: dict[str, Any] = {
        name: value for name, value in kept.items() if isinstance(value, shapes.get(name, ()))
    }
    if not {"begins", "ends"} <= values.keys():
        return None
    values["sure"] = tuple(str(one) for one in values.get("sure", ()))
    return Entry(**values)
