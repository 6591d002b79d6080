"""What a source tells of the place at hand: what a form begins with, and the words above it."""

from collections.abc import Mapping

from kg.domain.vocabulary import ClaimKind
from kg.notebook.listening.capturing import Filled
from kg.screens.layout import moment, who
from kg.screens.reader import Reader


def form_here(reader: Reader, labels: Mapping[str, str]) -> Filled:
    """The form for what is chosen, as far as the source tells.

    `labels` says who is meant by Speaker 1.
    """
    part = reader.part
    hint = reader.hint
    foretold = hint is not None and hint.what == "prediction"
    return Filled(
        begins=reader.begins,
        ends=reader.ends,
        quote=reader.quote,
        turn=part.number,
        speaker=part.speaker or labels.get(part.label or "", ""),
        said=reader.script.said,
        kind=(ClaimKind.PREDICTION if foretold else ClaimKind.OPINION).value,
        horizon=hint.horizon if hint and foretold else "",
    )


def where(reader: Reader) -> str:
    """The turn at hand, what its sentence looks like, and what is captured of it."""
    part = reader.part
    words = [
        f"turn {part.number}" if part.number is not None else "",
        moment(part),
        who(part),
        part.section or "",
    ]
    hint = reader.hint
    if hint:
        words.append(f"› {hint.what}{': ' * bool(hint.cue)}{hint.cue}")
    captured = "  ".join(
        f"[{mark.claim_id}] {mark.speaker} {mark.stance}: {mark.statement}"
        for mark in reader.claims_here()
    )
    return "\n".join(filter(None, [" · ".join(filter(None, words)), captured]))
