"""Fact checks as the LIAR data set has them: fourteen columns with tabs between, without a head."""

from kg.errors import KgError
from kg.formats import foreign
from kg.formats.foreign import Foreign, uid
from kg.formats.places import Place
from kg.formats.registry import Format
from kg.notebook.records.plans import Document

COLUMNS = 14
LABELS = {"pants-fire", "false", "barely-true", "half-true", "mostly-true", "true"}


def recognises(place: Place) -> bool:
    """Whether its first line has fourteen cells, the second of them a rating."""
    if place.is_folder or place.ending not in {".tsv", ".txt", ".csv"}:
        return False
    first = place.head().decode("utf-8-sig", "replace").partition("\n")[0].rstrip("\r").split("\t")
    return len(first) == COLUMNS and first[1] in LABELS


def read(place: Place) -> Document:
    """Statements as claims of fact that their speakers assert, with the rating as a tag.

    The file does not say when a rating was made, so it is no verdict. Quotation marks are letters.
    """
    out = Foreign(place.shown)
    for number, line in enumerate(place.text().split("\n"), 1):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) == 3:
            # The data set has rows of which nothing more is known.
            cells += [""] * (COLUMNS - 3)
        if len(cells) != COLUMNS:
            raise KgError(
                f"{place.shown}:{number}: The row has {len(cells)} cells and not {COLUMNS}.",
                "Mend that line.",
            )
        key, label, statement, subjects, speaker, job, state, party, *counts, context = cells
        if label not in LABELS:
            raise KgError(
                f"{place.shown}:{number}: {label[:40]!r} is no rating.",
                f"It is {', '.join(sorted(LABELS))}.",
            )
        text = foreign.tidy(statement)
        if text is None:
            out.skip(number, "The statement is empty.")
            continue
        del counts
        record = {
            "id": uid("liar", key.removesuffix(".json")),
            "kind": "fact",
            "statement": text,
            "about": [out.concept("liar", one) for one in subjects.split(",") if foreign.tidy(one)],
            "tags": [f"rated {label}"],
            "positions": _said(out, number, speaker, (job, state, party), context),
        }
        out.add("claims", record, number)
    return out.document()


def _said(
    out: Foreign, line: int, speaker: str, about: tuple[str, str, str], context: str
) -> list[dict[str, str]]:
    if foreign.tidy(speaker) is None:
        return []
    name = speaker.replace("-", " ").strip()
    called = name.title() if name == name.lower() else name
    job, state, party = about
    note = out.note(job=job, state=state, party=None if party == "none" else party)
    position = {
        "speaker": out.speaker("liar", called or speaker, line, **({"note": note} if note else {})),
        "stance": "asserts",
    }
    where = out.note(context=context)
    return [position | ({"note": where} if where else {})]


FORMAT = Format(
    "liar",
    "Fact checks as the LIAR data set has them",
    carries="statements, speakers with job, state and party in notes, subjects; ratings as tags",
    leaves="how often each speaker was rated how",
    files="a TSV of fourteen columns without a head",
    columns="fourteen, by their places: id, rating, statement, subjects, speaker, job, state, "
    "party, five counts that are passed over, context",
    recognises=recognises,
    read=read,
)
