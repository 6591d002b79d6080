"""Which commands there are, where each lives, and what the first page of help says of them."""

from typing import NamedTuple


class Entry(NamedTuple):
    """A command: its module in kg.cli.commands, its object there, and its short help."""

    module: str
    name: str
    summary: str


# A table, so that `kg --help` and a slip in a command's name load none of the modules.
SECTIONS: dict[str, dict[str, Entry]] = {
    "Daily": {
        "add": Entry("add", "add", "Add a claim, with who makes it, where and in which words."),
        "capture": Entry(
            "capture", "capture", "Read a source full screen, and capture claims from it."
        ),
        "suggest": Entry(
            "suggest", "suggest", "Show sentences that look like predictions or stances."
        ),
        "agree": Entry("position", "agree", "Record that a speaker agrees with a claim."),
        "disagree": Entry("position", "disagree", "Record that a speaker disagrees with a claim."),
        "partly": Entry("position", "partly", "Record that a speaker agrees with a claim in part."),
        "ask": Entry("position", "ask", "Record that a speaker asks whether a claim holds."),
        "predict": Entry("prediction", "predict", "Add a checkable reading of one or more claims."),
        "forecast": Entry(
            "forecast", "forecast", "Record how likely a speaker holds a prediction."
        ),
        "due": Entry("due", "due", "List predictions that can be decided now or soon."),
        "review": Entry("review", "review", "Walk through what is due, and decide it key by key."),
        "snooze": Entry("snooze", "snooze", "Leave a prediction alone until a day."),
        "resolve": Entry("resolve", "resolve", "Record how a prediction turned out."),
        "withdraw": Entry(
            "resolve", "withdraw", "Withdraw a resolution, so that it counts no longer."
        ),
        "score": Entry("score", "score", "Show how good forecasts were, as far as it can be told."),
        "map": Entry("map", "map_", "Write the map of claims as one HTML page."),
    },
    "Look up and tidy": {
        "search": Entry(
            "search", "search", "Search statements, quotes, notes, names and source texts."
        ),
        "claim": Entry("claim", "claim", "Claims: propositions, with who says what of them."),
        "position": Entry("position", "position", "Positions: what a speaker says of a claim."),
        "link": Entry("link", "link", "Links: how one claim bears on another."),
        "prediction": Entry(
            "prediction", "prediction", "Predictions: checkable readings of claims."
        ),
        "evidence": Entry("evidence", "evidence", "Evidence: what verdicts rest on."),
        "speaker": Entry("speaker", "speaker", "Speakers: who says things."),
        "concept": Entry("concept", "concept", "Concepts: what claims are about."),
        "source": Entry("source", "source", "Sources: where things were said."),
        "scale": Entry("scale", "scale", "Scales: how likely words such as probably are."),
        "view": Entry("view", "view", "Views: queries with a name, which maps offer as a choice."),
    },
    "Hold to their words": {
        "compare": Entry(
            "compare", "compare", "Show what two speakers disagree about, and who was right."
        ),
        "agreement": Entry("agreement", "agreement", "Show who agrees with whom, and on how much."),
        "camps": Entry("camps", "camps", "Find camps of speakers, or say that there are none."),
        "ground": Entry("ground", "ground", "List common ground, what divides, and cruxes."),
        "conflicts": Entry("conflicts", "conflicts", "List what does not go together, and why."),
        "changes": Entry("changes", "changes", "List where speakers changed their minds."),
        "steps": Entry("steps", "steps", "Show what a claim rests on, and whether that holds."),
        "strength": Entry(
            "strength",
            "strength",
            "Show how strong a claim is, and which verdicts would change that.",
        ),
        "impact": Entry("steps", "impact", "List what rests on a claim, step by step."),
    },
    "The notebook": {
        "init": Entry("init", "init", "Make a new, empty notebook."),
        "demo": Entry("demo", "demo", "Make a notebook of a real round table, and its map."),
        "status": Entry(
            "status", "status", "Say where the notebook is, what is in it and what is due."
        ),
        "import": Entry(
            "import_", "import_", "Take the records of files or folders into the notebook."
        ),
        "lint": Entry("lint", "lint", "Say which predictions cannot be decided as they stand."),
        "verify": Entry("verify", "verify", "Recheck quotes against the texts of their sources."),
        "export": Entry("export", "export", "Write the notebook as text, or as a graph."),
        "formats": Entry("formats", "formats", "List the formats that can be read and written."),
        "history": Entry("history", "history", "List the changes made to the notebook."),
        "undo": Entry("history", "undo", "Take back the last change, or any other."),
        "completion": Entry(
            "completion", "completion", "Let a shell complete commands, names, numbers and queries."
        ),
        "doctor": Entry("doctor", "doctor", "Look for what is damaged, and mend what can be."),
        "backup": Entry("backup", "backup", "Copy the notebook while others may be using it."),
        "restore": Entry("backup", "restore", "Let the notebook be what a backup of it holds."),
        "copy": Entry("copy", "copy", "Copy the whole notebook to another file or server."),
        "merge": Entry("sharing", "merge", "Merge another notebook into this one."),
        "db": Entry("db", "db", "The database: where it is, and its upgrade."),
    },
}

COMMANDS = {name: entry for section in SECTIONS.values() for name, entry in section.items()}
