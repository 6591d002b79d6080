"""Whether quotations still stand where they are anchored, and what became of them if not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kg.domain.folding import MOST, Folded, fold, folded
from kg.domain.quotes import Anchor, Bounds, anchor_at, says, spans

ENOUGH = 12
"""So many letters of context tell that words are meant; fewer where the text has no more."""

TELLING = 24
"""A quotation of so many letters that stands once in a text is told by them alone."""

LIKE = 70
"""Per cent of letters that words must share with a quotation of which they are a change."""

_CUT_BEFORE = re.compile(r"^[^()\[\]\s]+\)")
_CUT_AFTER = re.compile(r"(?:\]\([^()\s]*|!\[[^\[\]]*|</?[a-z][^<>]*)$", re.IGNORECASE)


class State(StrEnum):
    """What a quotation is found to be."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    MISSING = "missing"
    AMBIGUOUS = "ambiguous"


class Quoted(NamedTuple):
    """A quotation, its anchor and, where it has a turn, where that begins and ends."""

    quote: str
    anchor: Anchor | None
    within: Bounds | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a quotation: where it is now, what stands there, how often its words stand.

    A changed one is where its context is; a missing and an ambiguous one are nowhere.
    """

    state: State
    found: Anchor | None = None
    words: str | None = None
    places: int = 0


class _Case(NamedTuple):
    """A quotation that is not where it was, with the letters of its words and of its context."""

    quote: str
    letters: str
    anchor: Anchor | None
    within: Bounds | None
    before: str
    after: str


class _Fit(NamedTuple):
    """How well a place in a text fits the context that a quotation had."""

    span: Bounds
    before: int
    after: int
    all_before: bool
    all_after: bool
    here: bool
    in_turn: bool

    @property
    def support(self) -> int:
        return self.before + self.after


def verify(text: str, quote: str, anchor: Anchor | None, within: Bounds | None = None) -> Finding:
    """What became of one quotation in a text.

    >>> verify("So, it takes years.", "it takes years", Anchor(0, 14, "", ".")).state
    <State.MOVED: 'moved'>
    """
    return verify_all(text, [Quoted(quote, anchor, within)])[0]


def verify_all(text: str, many: Sequence[Quoted]) -> list[Finding]:
    """What became of many quotations in one text, in their order.

    No quotation is taken for another that looks the same: words that stand several times are told
    apart by their context, then by their turn, and are ambiguous where neither does.
    """
    findings = [_unmoved(text, one) for one in many]
    if all(findings):
        return [one for one in findings if one]
    whole = fold(text)
    cases = {number: _case(many[number]) for number, one in enumerate(findings) if one is None}
    whole.prepare(case.letters for case in cases.values())
    moved = {number: _moved(whole, case) for number, case in cases.items()}
    lost = [number for number, one in moved.items() if one.state is State.MISSING]
    whole.prepare(cases[number].before[-ENOUGH:] for number in lost)
    for number in lost:
        case = cases[number]
        moved[number] = _changed(whole, case) or _changed_beside(whole, case) or moved[number]
    return [one or moved[number] for number, one in enumerate(findings)]


def _unmoved(text: str, one: Quoted) -> Finding | None:
    """Whether words and context are untouched, which is told without reading the whole text."""
    at = one.anchor
    if at is None or not at.start < at.end <= len(text):
        return None
    words = text[at.start : at.end]
    same = (
        text[max(0, at.start - len(at.prefix)) : at.start] == at.prefix
        and text[at.end : at.end + len(at.suffix)] == at.suffix
        and (words == one.quote or says(words, one.quote))
    )
    return Finding(State.EXACT, at, words, 1) if same else None


def _case(one: Quoted) -> _Case:
    """A quotation's letters; its context is without what is left of an address cut in two."""
    prefix, suffix = (one.anchor.prefix, one.anchor.suffix) if one.anchor else ("", "")
    before, after = folded(_CUT_BEFORE.sub("", prefix)), folded(_CUT_AFTER.sub("", suffix))
    return _Case(one.quote, folded(one.quote), one.anchor, one.within, before, after)


def _moved(whole: Folded, one: _Case) -> Finding:
    """Where a quotation's words are, told by their context; else that they are missing."""
    found = spans(whole, one.quote, letters=one.letters)
    if len(found) >= MOST:
        # There may be more of them; those with the context are all looked for.
        near = [at + len(one.before) for at in whole.all(one.before + one.letters + one.after)]
        found = sorted({*found, *((at, at + len(one.letters)) for at in near)})
    if not found:
        return _moved_as_it_is(whole.text, one)
    meant = _meant(_fits(whole, one, found), one)
    if len(meant) > 1:
        return Finding(State.AMBIGUOUS, places=len(found))
    place = whole.place(*meant[0].span) if meant else None
    if place is None:
        return Finding(State.MISSING, places=len(found))
    state = State.EXACT if meant[0].here else State.MOVED
    words = whole.text[place.begins : place.ends]
    return Finding(state, anchor_at(whole.text, *place), words, len(found))


def _moved_as_it_is(text: str, one: _Case) -> Finding:
    """Where words are that cut an address or an image in two, and so are not found as words."""
    prefix, suffix = (one.anchor.prefix, one.anchor.suffix) if one.anchor else ("", "")
    at = text.find(prefix + one.quote + suffix) if one.quote else -1
    if at < 0:
        return Finding(State.MISSING)
    if text.find(prefix + one.quote + suffix, at + 1) >= 0:
        return Finding(State.AMBIGUOUS, places=2)
    start = at + len(prefix)
    end = start + len(one.quote)
    return Finding(State.MOVED, anchor_at(text, start, end), one.quote, 1)


def _fits(whole: Folded, one: _Case, found: list[Bounds]) -> list[_Fit]:
    here = _letter(whole, one, found)
    turn = None if one.within is None else tuple(map(whole.index, one.within))
    back = one.before[::-1]
    fits = []
    for begins, ends in found:
        left = _common(whole.plain[max(0, begins - len(back)) : begins][::-1], back)
        right = _common(whole.plain[ends : ends + len(one.after)], one.after)
        fits.append(
            _Fit(
                (begins, ends),
                left,
                right,
                left == len(one.before),
                right == len(one.after),
                begins == here,
                turn is None or turn[0] <= begins < ends <= turn[1],
            )
        )
    return fits


def _letter(whole: Folded, one: _Case, found: list[Bounds]) -> int:
    """The letter at which the anchor begins, if the words stand there."""
    at = one.anchor
    if at is None or not at.start < at.end <= len(whole.text):
        return -1
    letter = whole.index(at.start)
    near = any(begins == letter for begins, _ in found)
    return letter if near and says(whole.text[at.start : at.end], one.quote) else -1


def _common(one: str, other: str) -> int:
    if one == other:
        return len(one)
    differing = (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))


def _meant(fits: list[_Fit], one: _Case) -> list[_Fit]:
    """The places that may be meant: one, when it is told; none, when all are look-alikes."""
    if one.anchor is None:
        return _by_turn(fits)
    if len(fits) == 1:
        fit = fits[0]
        context = min(ENOUGH, len(one.before) + len(one.after))
        told = fit.here or fit.support >= context or len(one.letters) >= TELLING
        return fits if told else []
    whole = [fit for fit in fits if fit.all_before and fit.all_after]
    if len(whole) == 1:
        return whole
    if whole:
        return [fit for fit in whole if fit.here] or _by_turn(whole)
    return _by_half(fits)


def _by_half(fits: list[_Fit]) -> list[_Fit]:
    """The places that fit on one side at least, where none fits on both."""
    best = sorted(fits, key=lambda fit: (-fit.support, not fit.here))
    first, second = best[0], best[1]
    one_side = [
        fit
        for fit in fits
        if (fit.all_before and fit.before >= ENOUGH) or (fit.all_after and fit.after >= ENOUGH)
    ]
    if one_side == [first] and first.support >= 2 * second.support:
        return [first]
    alone = first.support > second.support and all(fit is first for fit in one_side)
    if first.here and alone:
        return [first]
    return _by_turn([fit for fit in fits if fit.support >= ENOUGH])


def _by_turn(fits: list[_Fit]) -> list[_Fit]:
    inside = [fit for fit in fits if fit.in_turn]
    return inside if len(inside) == 1 else fits


def _changed(whole: Folded, one: _Case) -> Finding | None:
    """What stands between the context of a quotation that is missing, if one place has that."""
    before, after = one.before[-ENOUGH:], one.after[:ENOUGH]
    if one.anchor is None or len(before) + len(after) < ENOUGH // 2:
        return None
    if not before and one.anchor.start > 0:
        return None
    reach = 3 * len(one.letters) + 200
    starts = [at + len(before) for at in whole.all(before)] if before else [0]
    between = []
    for start in starts:
        limit = start + reach
        last = len(whole.plain)
        end = whole.plain.find(after, start, limit + len(after)) if after else min(last, limit)
        if end >= start and (after or end == last):
            between.append((start, end))
    if len(between) != 1 or between[0][0] == between[0][1]:
        return None
    place = whole.place(*between[0])
    if place is None:
        return None
    found = anchor_at(whole.text, *place)
    return Finding(State.CHANGED, found, whole.text[place.begins : place.ends])


def _changed_beside(whole: Folded, one: _Case) -> Finding | None:
    """What stands where only one side of the context is left, if it is much like the quotation."""
    from rapidfuzz import fuzz

    before, after = one.before[-ENOUGH:], one.after[:ENOUGH]
    length = len(one.letters) * 3 // 2
    for context, forward in ((before, True), (after, False)):
        places = whole.all(context) if len(context) == ENOUGH else []
        if len(places) != 1 or len(one.letters) < ENOUGH:
            continue
        start = places[0] + ENOUGH if forward else max(0, places[0] - length)
        end = start + length if forward else places[0]
        near = fuzz.partial_ratio_alignment(one.letters, whole.plain[start:end], score_cutoff=LIKE)
        if near is None or near.dest_start == near.dest_end:
            continue
        same = len(one.letters)
        span = (
            (start, min(end, start + max(near.dest_end, same)))
            if forward
            else (max(start, min(start + near.dest_start, end - same)), end)
        )
        if place := whole.place(*span):
            begins, ends = _whole_words(whole.text, *place)
            return Finding(
                State.CHANGED, anchor_at(whole.text, begins, ends), whole.text[begins:ends]
            )
    return None


def _whole_words(text: str, begins: int, ends: int) -> Bounds:
    """A part of a text and the rest of the words that it cuts; in Chinese all signs are words."""

    def is_cut(place: int) -> bool:
        return (
            0 < place < len(text)
            and text[place - 1 : place + 1].isascii()
            and text[place - 1 : place + 1].isalnum()
        )

    while is_cut(begins):
        begins -= 1
    while is_cut(ends):
        ends += 1
    return begins, ends
