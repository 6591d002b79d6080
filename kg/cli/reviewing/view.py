"""A review as lines that fill a terminal: the card, what is said or asked, the keys."""

from collections.abc import Iterable
from typing import NamedTuple

from kg.cli.reviewing.card import fitting, painted_start
from kg.cli.reviewing.review import Review
from kg.cli.terminal import Paint, bold, columns, dim, on_one_line, padded, painter, width, wrapped

KEYS = (
    *(("r", "right"), ("w", "wrong"), ("p", "partly"), ("u", "unclear"), ("v", "void")),
    *(
        ("s", "snooze"),
        ("e", "evidence"),
        ("n", "note"),
        ("c", "sure"),
        ("d", "day"),
        ("o", "source"),
    ),
    *(("Enter", "next"), ("b", "back"), ("z", "undo"), ("?", "help"), ("q", "quit")),
)
FEW_KEYS = (("r w p u v", "decide"), ("Enter", "next"), ("?", "all keys"), ("q", "quit"))

HELP = (
    ("r", "right: what was predicted happened"),
    ("w", "wrong: it did not"),
    ("p", "partly: asks how much of it, Enter is half"),
    ("u", "unclear: nobody can tell"),
    ("v", "void: it can no longer be decided"),
    ("", ""),
    ("e", "evidence for or against the verdict you will give; as often as you like"),
    ("n", "a note to go with the verdict"),
    ("c", "how sure you are of the verdict: high, medium or low"),
    ("d", "the day on which it was decided, when that is not today"),
    ("x", "drop what was typed for the verdict"),
    ("o", "open the source at the words; again for the next source"),
    ("s", "snooze: leave it alone until a day"),
    ("", ""),
    ("Enter", "the next one, without a verdict; so do Space and j"),
    ("b", "back to the one before, which can be decided anew; so does k"),
    ("z", "undo what was done last, again for what was done before it"),
    ("↑ ↓", "scroll a long card; so do PgUp and PgDn"),
    ("q", "quit; every verdict is in the notebook already"),
)

ROOMY = 24
"""From so many rows on there is air under the bar."""

accent = painter(fg="cyan")
trouble = painter(fg="red", bold=True)


class Painted(NamedTuple):
    """The lines of a screen above and below the line on which one types; how far it scrolls.

    `prompt` stands before what is typed; it is empty where nothing can be typed.
    """

    above: list[str]
    prompt: str
    below: list[str]
    furthest: int


def painted(review: Review, rows: int, scroll: int = 0) -> Painted:
    """A review on a terminal of so many rows, from line `scroll` of the card on."""
    below = [] if rows < 12 else _keys(review, rows)
    prompt, said = _said(review)
    body = _help() if review.help else review.lines
    head = [_head(review)] if rows < ROOMY else [_head(review), ""]
    room = max(1, rows - len(head) - len(said) - len(below) - bool(prompt) - 1)
    furthest = max(0, len(body) - room)
    scroll = min(scroll, furthest)
    seen = body[scroll : scroll + room]
    more = len(body) - scroll - len(seen)
    above = [*head, *seen, *[""] * (room - len(seen)), _rule(scroll, more), *said]
    return Painted(above[-rows:], prompt, below, furthest)


def _head(review: Review) -> str:
    """Where the walk is: a bar, and what was done so far."""
    walk = review.walk
    tally = walk.tally()
    done = [f"{count} {outcome}" for outcome, count in tally.decided.items()]
    if tally.snoozed:
        done.append(f"{tally.snoozed} snoozed")
    where = f"{walk.number:,} of {walk.total:,}"
    told = f"{where}  {', '.join(done)}" if done else where
    if width(told) > columns() - 8:
        told = where
    room = min(40, columns() - width(told) - 2)
    filled = max(1, round(room * walk.number / walk.total))
    bar = accent("━" * filled) + dim("─" * (room - filled))
    rest = dim(told[len(where) :]) if told != where else ""
    return f"{bar}  {bold(where)}{rest}"


def _rule(above: int, below: int) -> str:
    """The line under the card, which says how much of it is out of sight."""
    parts = [f"↑ {above}"] * bool(above) + [f"↓ {below} more"] * bool(below)
    told = f" {'  '.join(parts)} " if parts else ""
    return dim("─" * max(0, columns() - width(told) - 3) + told + "─" * 2)


def _said(review: Review) -> tuple[str, list[str]]:
    """The prompt, and the lines of what is said or asked."""
    ask = review.ask
    paint = trouble if review.remark.trouble else paint_saved
    lines = _wrapped(review.remark.text, paint)
    if ask is None:
        return "", lines or [""]
    lines += _wrapped(review.refusal, trouble)
    if ask.typed:
        return f"{ask.label} › ", [*lines, *_wrapped(ask.hint, dim)]
    return "", [*lines, *_wrapped(ask.label, bold), *_wrapped(ask.hint, dim)]


def paint_saved(text: str) -> str:
    """A remark, with the verdict that it tells of in its colour."""
    head, mark, rest = text.partition("Saved: ")
    return head + mark + painted_start(rest) if mark and not head else text


def _wrapped(text: str, paint: Paint) -> list[str]:
    if not text:
        return []
    lines = wrapped(fitting(on_one_line(text), columns() - 2), columns() - 2)
    return [paint(line) for line in lines]


def _keys(review: Review, rows: int) -> list[str]:
    """The keys that there are, or the few to begin with where there is little room."""
    if review.ask is not None:
        answer = [("Enter", "answers")] if review.ask.typed else []
        return _in_lines([*answer, ("Esc", "leaves it as it was")])
    lines = _in_lines(KEYS)
    return lines if len(lines) <= max(2, rows // 12) else _in_lines(FEW_KEYS)


def _in_lines(keys: Iterable[tuple[str, str]]) -> list[str]:
    lines: list[str] = []
    used = 0
    for key, does in keys:
        size = width(f"{key} {does}")
        shown = f"{accent(key)} {dim(does)}"
        if lines and used + 2 + size <= columns() - 1:
            lines[-1] += f"  {shown}"
            used += 2 + size
        else:
            lines.append(shown)
            used = size
    return lines


def _help() -> list[str]:
    lines = [bold("Keys"), ""]
    for key, does in HELP:
        first, *rest = wrapped(does, columns() - 9)
        lines.append(f"  {accent(key)}{padded('', 7 - width(key))}{first}".rstrip())
        lines += [f"{' ' * 9}{line}" for line in rest]
    return [*lines, "", dim("Any key leads back.")]
