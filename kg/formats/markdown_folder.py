"""A notebook as a folder of Markdown notes for Obsidian and the like, linked with each other."""

import json
import re
from collections import defaultdict
from pathlib import Path

from kg.domain.wording import said_in
from kg.formats.registry import Format, Pairs
from kg.formats.told import Record, Told, cited, middle, verdict

FOLDERS = {"claims": "Claims", "speakers": "Speakers", "concepts": "Concepts", "sources": "Sources"}

_UNFIT = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")
# What YAML takes for the end of a line, or takes at all only as an escape.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~$^=]|^[-+]|^\d+(?=[.)])", re.MULTILINE)


def write(found: Pairs, folder: Path) -> None:
    """Write a note for each claim, speaker, concept and source, in folders that say which."""
    _Notes(Told(found)).write(folder)


class _Notes:
    def __init__(self, told: Told) -> None:
        self.told = told
        self.files: dict[tuple[str, str], str] = {}
        taken: dict[str, int] = {}
        for sort in FOLDERS:
            for uid in told.of[sort]:
                self.files[sort, uid] = _file_name(self._called(sort, uid), taken)
        self.said: defaultdict[str, list[tuple[str, Record]]] = defaultdict(list)
        self.about: defaultdict[str, list[str]] = defaultdict(list)
        self.heard: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.read: defaultdict[str, list[Record]] = defaultdict(list)
        self.joined: defaultdict[str, list[Record]] = defaultdict(list)
        for link in told.links:
            for uid in (link["from"], link["to"]):
                self.joined[uid].append(link)
        for uid, claim in told.of["claims"].items():
            for concept in claim.get("about", ()):
                self.about[concept].append(uid)
            for one in claim.get("positions", ()):
                self.said[one["speaker"]].append((uid, one))
                if "source" in one:
                    self.heard[one["source"]][uid] = None
        for prediction in told.of["predictions"].values():
            for uid in prediction["claims"]:
                self.read[uid].append(prediction)

    def _called(self, sort: str, uid: str) -> str:
        if sort == "claims":
            return said_in(self.told.of[sort][uid]["statement"])
        return self.told.name(sort, uid)

    def link(self, sort: str, uid: str) -> str:
        """A link to a note, which shows its name."""
        shown = " ".join(re.sub(r"[\[\]|]", " ", self._called(sort, uid)).split())
        return f"[[{FOLDERS[sort]}/{self.files[sort, uid]}|{_marked(shown)}]]"

    def write(self, folder: Path) -> None:
        writers = (
            ("claims", self._claim),
            ("speakers", self._speaker),
            ("concepts", self._concept),
            ("sources", self._source),
        )
        for sort, lines_of in writers:
            (folder / FOLDERS[sort]).mkdir()
            for uid, record in self.told.of[sort].items():
                head = _head(sort, record)
                text = "\n".join([*head, "", *lines_of(uid, record), ""])
                path = folder / FOLDERS[sort] / f"{self.files[sort, uid]}.md"
                path.write_text(text, "utf-8", newline="\n")

    def _claim(self, uid: str, claim: Record) -> list[str]:
        lines = [_marked(text) + "\n" for text in claim["statement"].values()]
        if about := claim.get("about"):
            lines += ["About " + ", ".join(self.link("concepts", one) for one in about), ""]
        lines += _part("Who says what", [self._position(one) for one in claim.get("positions", ())])
        links = [
            f"{link['kind']} {self.link('claims', link['to'])}"
            if link["from"] == uid
            else f"{self.link('claims', link['from'])} {link['kind']} this"
            for link in self.joined[uid]
        ]
        lines += _part("Links", links)
        lines += _part("Predictions", [self._prediction(one) for one in self.read[uid]])
        if checked := verdict(claim):
            lines += _part("Checked", [self._verdict(checked)])
        return lines + _note(claim)

    def _position(self, one: Record) -> str:
        said = f", {one['said']}" if one.get("said") else ""
        where = f", in {self.link('sources', one['source'])}" if one.get("source") else ""
        quote = f"\n  > {_marked(' '.join(one['quote'].split()))}" if one.get("quote") else ""
        return f"{self.link('speakers', one['speaker'])} {one['stance']}{said}{where}{quote}"

    def _prediction(self, one: Record) -> str:
        text = _marked(" ".join(self.told.statement(one).split()))
        due = f", due {one['due']}" if one.get("due") else ""
        lines = [f"{text}{due}"]
        for forecast in one.get("forecasts", ()):
            share = middle(forecast)
            words = "" if share is None else f"{share:.0%}"
            words = words or _marked(str(forecast.get("words")))
            made = f", {forecast['made']}" if forecast.get("made") else ""
            lines.append(f"  - {self.link('speakers', forecast['speaker'])}: {words}{made}")
        if decided := verdict(one):
            lines.append(f"  - {self._verdict(decided)}")
        return "\n".join(lines)

    def _verdict(self, one: Record) -> str:
        evidence = []
        for key in map(cited, one.get("evidence", ())):
            record = self.told.of["evidence"][key]
            title = _marked(said_in(record["title"]))
            evidence.append(f"[{title}](<{_plain(record['url'])}>)" if record.get("url") else title)
        why = f": {'; '.join(evidence)}" if evidence else ""
        return f"**{one['outcome']}**, decided {one['decided']}{why}"

    def _speaker(self, uid: str, speaker: Record) -> list[str]:
        lines = [
            f"{one['stance']} {self.link('claims', claim)}"
            + (f", {one['said']}" if one.get("said") else "")
            for claim, one in self.said[uid]
        ]
        return [*_part("Says", lines), *_note(speaker)]

    def _concept(self, uid: str, concept: Record) -> list[str]:
        broader = concept.get("broader")
        above = [f"Part of {self.link('concepts', broader)}", ""] if broader else []
        claims = [self.link("claims", one) for one in self.about[uid]]
        return [*above, *_part("Claims", claims), *_note(concept)]

    def _source(self, uid: str, source: Record) -> list[str]:
        address = [f"<{_plain(source['url'])}>", ""] if source.get("url") else []
        claims = [self.link("claims", one) for one in self.heard[uid]]
        return [*address, *_part("Claims", claims), *_note(source)]


def _part(title: str, items: list[str]) -> list[str]:
    return [f"## {title}", "", *(f"- {item}" for item in items), ""] if items else []


def _note(record: Record) -> list[str]:
    note = said_in(record.get("note"))
    return ["## Note", "", _marked(note)] if note else []


def _head(sort: str, record: Record) -> list[str]:
    """What Obsidian shows as properties. JSON strings are YAML, too."""
    fields = {"id": record["id"], "kind": record.get("kind")}
    names = record.get("names") or record.get("title")
    if names:
        fields["aliases"] = [*names.values(), *record.get("aliases", ())]
    # Tags of Obsidian have no blanks.
    tags = [re.sub(r"[^\w/-]+", "-", tag).strip("-") for tag in record.get("tags", ())]
    fields["tags"] = [sort.removesuffix("s"), *filter(None, tags)]
    for name in ("published", "recorded", "publisher", "url"):
        fields[name] = record.get(name)
    return [
        "---",
        *(f"{name}: {_yaml(value)}" for name, value in fields.items() if value is not None),
        "---",
    ]


def _yaml(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _marked(text: str) -> str:
    """A text that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\g<0>", text)


def _plain(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E")


def _file_name(text: str, taken: dict[str, int]) -> str:
    """A name that no other note has, on systems that tell no small letters from large ones.

    `taken` has for each name how many were wanted that begin so.
    """
    base = name = _fitting(text, 120)
    while (key := name.casefold()) in taken:
        taken[base.casefold()] = number = taken[base.casefold()] + 1
        # Long names are cut, so that there is room for the number that tells them apart.
        name = f"{_fitting(base, 108)} {number}"
    taken[key] = 1
    return name


def _fitting(text: str, most: int) -> str:
    """A text as the name of a file of so many bytes at most."""
    name = " ".join(_UNFIT.sub(" ", text[:1000]).split()).strip(". ")
    name = name.encode()[:most].decode(errors="ignore").strip(". ")
    return f"Note {name}".strip() if not name or _RESERVED.match(name) else name


FORMAT = Format(
    "markdown",
    "A folder of linked Markdown notes, for Obsidian and the like",
    carries="a note for each claim, speaker, concept and source, with quotes, links, verdicts",
    leaves="turns, earlier verdicts, criteria, likelihood words, spreads and bases of forecasts, "
    "notes on stances, links, predictions and evidence, views of the map, "
    "all but one language of names",
    files="a folder",
    parts=(".md",),
    write_folder=write,
)
