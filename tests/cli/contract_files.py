"""The files that are read before the outputs of commands are compared."""

TALK = """# Tonight Tech Talk

## Compute

颜水成 00:05
I believe that catching up with o1 will take years.

Speaker 1 01:10
Who has the chips?

## Models

汪华 02:30
I don't agree with that. DeepSeek trains on few chips, and I bet that it takes months. Months!

颜水成 03:00
Maybe.
"""
PLAIN = "Dans dix ans.\n\nI will.\n"
EDITED = TALK.replace("# Tonight", "# Edited: tonight").replace("trains on few", "has few")

MORE = """
speakers:
  - {id: ada, names: {en: Ada}}
claims:
  - id: prices-fall
    kind: prediction
    statement: Prices fall
    positions: [{speaker: ada, stance: asserts}]
predictions:
  - id: lower-index
    claims: [prices-fall]
    due: 2028
    snoozed: 2027-03
    forecasts: [{speaker: ada, probability: 0.7, words: likely, basis: verbal, scale: icd-203}]
"""
CHANGED = f"{MORE.replace('statement: Prices', 'statement: All prices')}    note: the usual one\n"
GAMES = """
speakers:
  - {id: ada, names: {en: Ada}}
concepts:
  - {id: weather, names: {en: weather}}
claims:
"""
for number in range(60):
    GAMES += f"""
  - {{id: rain-{number}, kind: prediction, statement: It rains on day {number} of winter, about: [weather]}}
"""
GAMES += "predictions:"
for number in range(60):
    GAMES += f"""
  - id: rain-on-{number}
    claims: [rain-{number}]
    due: 2025
    forecasts: [{{speaker: ada, made: 2024, probability: 0.{2 + 2 * (number % 4)}, basis: stated}}]
    resolutions: [{{outcome: {("wrong", "right")[number % 5 % 2]}, decided: 2026}}]
"""
NUMBERS = """
speakers:
  - {id: ann, names: {en: Ann}}
  - {id: bob, names: {en: Bob}}
claims:
  - {id: snow, kind: prediction, statement: It snows}
  - {id: hail, kind: prediction, statement: It hails}
predictions:
  - id: snow-falls
    claims: [snow]
    due: 2025
    forecasts:
      - {speaker: ann, probability: 0.8, basis: stated}
      - {speaker: bob, probability: 0.2, basis: verbal}
    resolutions: [{outcome: wrong, decided: 2026}]
  - id: hail-falls
    claims: [hail]
    due: 2030
    forecasts:
      - {speaker: ann, made: 2024, probability: 0.8, basis: stated}
      - {speaker: bob, made: 2024, probability: 0.2, basis: stated}
      - {speaker: bob, made: 2025, probability: 0.7, basis: stated}
"""
SCALE = """
name = "Ours"
version = "2026-12"
language = "en"
source = "agreed in the team"
bands = [
  {words = ["maybe"], low = 0.2, middle = 0.4, high = 0.6},
  {words = ["likely"], also = ["probably"], low = 0.6, middle = 0.7, high = 0.8},
]
"""
CAMPS = """
speakers:
"""
for name in ("ann", "bob", "cid", "dan", "eve", "fay", "gus", "pat", "quin", "rob"):
    CAMPS += f"  - {{id: {name}, names: {{en: {name.title()}}}}}\n"
CAMPS += "claims:\n"
for name, stances in {
    # ann bob cid dan eve fay: three here, three there …
    "taxes": "++--+-",
    "tolls": "+++---",
    "trams": "+++---",
    "ports": "---+++",
    "roads": "---++o",
    "rails": "+++--.",
    # … all for it, or each as he likes.
    "parks": "++++++",
    "pools": "+++++.",
    "zoos": "+-+-+-",
}.items():
    CAMPS += f"  - {{id: {name}, kind: opinion, statement: More {name}, positions: ["
    for who, sign in zip(("ann", "bob", "cid", "dan", "eve", "fay"), stances, strict=True):
        if sign != ".":
            stance = {"+": "agrees", "-": "disagrees", "o": "partly"}[sign]
            CAMPS += f"{{speaker: {who}, stance: {stance}, said: 2025}}, "
    CAMPS += "]}\n"
CAMPS += """
  - {id: fares, kind: opinion, statement: Higher fares, positions: [{speaker: gus, stance: asserts}]}
"""
# Pat and Quin agree, Quin and Rob, but not Pat and Rob: whom to part from whom is a toss-up.
for one, other, stance in (
    ("pat", "quin", "agrees"),
    ("quin", "rob", "agrees"),
    ("pat", "rob", "disagrees"),
):
    for number in range(3):
        CAMPS += f"""
  - id: {one}-{other}-{number}
    kind: opinion
    statement: Less of {one} and {other}, {number}
    positions: [{{speaker: {one}, stance: asserts}}, {{speaker: {other}, stance: {stance}}}]
"""
CAMPS += """
links:
  - {from: fares, kind: opposes, to: trams}
"""
# Five against five: of fewer nothing is surely typical of a camp.
TEN = "claims:\n"
for number in range(6):
    TEN += f"  - {{id: side-{number}, kind: opinion, statement: Side {number}, positions: ["
    for place, name in enumerate("abcdefghij"):
        TEN += f"{{speaker: {name * 3}, stance: {'agrees' if place < 5 else 'disagrees'}}}, "
    TEN += "]}\n"
TEN = (
    "speakers:\n"
    + "".join(f"  - {{id: {n * 3}, names: {{en: {n * 3}}}}}\n" for n in "abcdefghij")
    + TEN
)
# More than 50 who speak: camps are not looked for unless that is asked for.
CROWD = "claims:\n  - {id: votes, kind: opinion, statement: More votes, positions: ["
CROWD += ", ".join(f"{{speaker: voter-{number}, stance: agrees}}" for number in range(50))
CROWD += "]}\nspeakers:\n"
for number in range(50):
    CROWD += f"  - {{id: voter-{number}, names: {{en: Voter {number}}}}}\n"
FILES = {
    "games.yaml": GAMES,
    "crowd.yaml": CROWD,
    "mine.toml": SCALE,
    "camps.yaml": CAMPS,
    "ten.yaml": TEN,
    "numbers.yaml": NUMBERS,
    "talk.md": TALK,
    "edited.md": EDITED,
    "plain.txt": PLAIN,
    "more.yaml": MORE,
    "changed.yaml": CHANGED,
    "words.yaml": MORE.replace("statement: Prices fall", "statement: Prices sink"),
    "heard.csv": "statement,speaker,page\nTrains are late,Ann,7\n,Ann,8\n",
}
