"""The forms that are not finished: found again where they were begun, and kept in a file."""

from kg.domain.sentences import Span
from kg.notebook.listening.capturing import Filled
from kg.screens.drafts import Draft, DraftFile
from kg.screens.reader import Reader


class Unfinished(dict[Span, Filled]):
    """The unfinished forms of one source, by the words that they are about."""

    def __init__(self, file: DraftFile) -> None:
        super().__init__()
        self.file = file

    def take_up(self, reader: Reader) -> bool:
        """Read what was kept, and go to where one was; tells whether that is in a form."""
        draft = self.file.read()
        length = len(reader.text)
        self.clear()
        self.update(
            (span, form)
            for span, form in draft.forms.items()
            if 0 <= span.begins < span.ends <= length
        )
        if 0 <= draft.place <= length:
            reader.go_to_place(draft.place)
        if draft.open is None or draft.open not in self:
            return False
        reader.choose(*draft.open)
        return True

    def keep(self, place: int, opened: Span | None = None) -> None:
        """Put them into the file, with where one is and the form that is open; raises OSError."""
        self.file.write(Draft(place, opened, self))

    def note(self, filled: Filled, started: bool) -> None:
        """Have what a form holds now among them, if anything was typed in it."""
        self.pop(filled.span, None)
        if started:
            self[filled.span] = filled

    def here(self, reader: Reader) -> Filled | None:
        """The form for what is chosen, or for a phrase that begins in the sentence at hand."""
        span = reader.chosen
        if span not in self and not reader.phrase:
            sentence = range(*reader.span)
            span = next((one for one in sorted(self) if one.begins in sentence), span)
        return self.get(span)

    def after(self, span: Span) -> Span | None:
        """The words of the next form, from the first again after the last."""
        spans = sorted(self)
        return next((one for one in spans if one > span), spans[0] if spans else None)
