"""What a map tells beside its cards: track records, changes of mind, reasons, and camps."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from kg.analysis import arguments, camps, changes, found_camps, ground, scores, steps
from kg.analysis.verdicts import State
from kg.domain.selection import Selection

Card = dict[str, Any]

MOST_CLAIMS = 5_000
"""On a map of more claims than this changes of mind, steps and camps are left out."""

MOST_SPEAKERS = 200
"""So many track records a map tells, those with most scored."""

SECONDS = 2.0
"""For so long a proof of the camps is looked for."""

MOST_STEPS = 40
"""So many steps of one claim a map tells; what they come to is told of all."""


def beside(
    session: Session,
    found: Mapping[str, Sequence[Mapping[str, Any]]],
    selection: Selection,
    today: date,
    as_of: date | None = None,
) -> dict[str, Any]:
    """What follows from the cards of a map and from the notebook behind it, as of a day or today.

    `records` are scores of the speakers, `changes` those of their minds, `arguments` what claims
    rest on, `camps` who belongs together and what claims are in the light of that. All refer to
    speakers, claims and predictions by uid and hold nothing that is empty.
    """
    ids = [card["id"] for card in found["claims"]]
    few = len(ids) <= MOST_CLAIMS
    return {
        "records": _records(session, selection, today, as_of),
        "changes": _changes(session, ids, as_of) if few else [],
        "arguments": _arguments(session, ids, today, as_of) if few else [],
        "camps": _camps(session, ids, today, as_of) if few else None,
    }


def _camps(session: Session, ids: Collection[int], today: date, as_of: date | None) -> Card | None:
    """The camps of those who speak of these claims, and the claims that are something to them."""
    found = camps.camps(session, ids, as_of=as_of, seconds=SECONDS)
    if not len(found.stands):
        return None
    light = ground.ground(session, found, today=today)
    marked = [at for at in light.ordered(ground.By.NUMBER) if light.marks(at)]
    told = found_camps.card(found)
    names = ("method", "verdict", "speakers", "steadiness", "index", "total", "certified")
    return _full(
        {
            **{name: told[name] for name in names},
            "silhouette": told["silhouette"],
            "parts": len(parts) if len(parts := set(found.parts)) > 1 and found.found else None,
            "members": [camp["members"] for camp in told["camps"]],
            "claims": [_marked(card) for card in ground.cards(session, light, marked)],
        }
    )


def _marked(card: Card) -> Card:
    """What a claim is called; `sides` are for each camp how many are for it, partly and against."""
    sides = card["camps"] or [card]
    return _full(
        {
            **{name: card[name] for name in ("claim", "marks", "common", "dividing", "bridging")},
            "crux": card["crux"],
            "sides": [[side["for"], side["partly"], side["against"]] for side in sides],
        }
    )


def _records(session: Session, selection: Selection, today: date, as_of: date | None) -> list[Card]:
    """How good each speaker's forecasts were, sort by sort."""
    asked = scores.first(scores.scores(session, selection, today, as_of=as_of), MOST_SPEAKERS)
    return [_record(card) for card in scores.cards(session, asked) if card["by"] == "speaker"]


def _record(card: Card) -> Card:
    rest = {state.value: card[state.value] for state in State if state is not State.SCORED}
    return _full(
        {
            "speaker": card["uid"],
            "of": card["of"],
            "n": card["scored"],
            **{key: card[key] for key in ("hits", "rate", "rate_low", "rate_high")},
            "brier": card["brier"] and card["brier"]["middle"],
            "skill": card["skill"] and card["skill"]["middle"],
            "rest": _full({state: number or None for state, number in rest.items()}),
        }
    )


def _changes(session: Session, ids: Collection[int], as_of: date | None) -> list[Card]:
    """Where minds changed about these claims; the words stand with the positions."""
    return [
        _full({**card, **{at: _moment(card[at]) for at in ("before", "after")}})
        for card in map(changes.card, changes.changes(session, None, ids, as_of))
    ]


def _moment(card: Card) -> Card:
    return _full({key: card[key] for key in ("said", "stance", "low", "middle", "high", "due")})


def _arguments(
    session: Session, ids: Collection[int], today: date, as_of: date | None
) -> list[Card]:
    """What each claim that has reasons rests on, and what they come to together."""
    found = arguments.arguments(session, ids, MOST_STEPS, today=today, as_of=as_of)
    return [_argument(brief) for brief in found.values()]


def _argument(brief: arguments.Brief) -> Card:
    cards = map(steps.step_card, brief.steps)
    return _full(
        {
            "claim": brief.claim.uid,
            "says": brief.says,
            "n": brief.n,
            "held": brief.held or None,
            "failed": brief.failed or None,
            "waiting": brief.waiting or None,
            "steps": [
                _full({key: one[key] for key in ("claim", "level", "kind", "by")}) for one in cards
            ],
        }
    )


def _full(card: Card) -> Card:
    """A card without what is empty."""
    return {key: value for key, value in card.items() if value not in (None, [], {})}
