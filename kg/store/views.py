"""Views for people who open the notebook's file in Datasette or another browser of SQLite.

They read like the notebook's words: claims, positions, predictions and so on, with names in place
of numbers. They hold nothing of their own, and kg itself does not use them.
"""

from sqlalchemy import text
from sqlalchemy.engine import Connection


def _said(column: str) -> str:
    """One text of a wording: in the notebook's language, else in English, else the first."""
    language = "(SELECT value FROM property WHERE key = 'language')"
    return (
        f"coalesce((SELECT value FROM json_each({column}) WHERE key = {language}), "
        f"json_extract({column}, '$.en'), (SELECT value FROM json_each({column}) LIMIT 1))"
    )


def _listed(column: str) -> str:
    return f"(SELECT group_concat(value, '; ') FROM json_each({column}))"


_VERDICT = """(
    SELECT r.{column} FROM resolution r WHERE r.{owner}_id = {row}.id AND r.withdrawn IS NULL
    ORDER BY r.decided DESC, r.id DESC LIMIT 1)"""

VIEWS = {
    "speakers": f"""SELECT s.id AS number, s.uid AS id, {_said("s.names")} AS speaker, s.kind,
    {_listed("s.aliases")} AS also_called, s.url, {_said("s.note")} AS note,
    (SELECT count(*) FROM position p WHERE p.speaker_id = s.id) AS positions
FROM speaker s""",
    "concepts": f"""SELECT c.id AS number, c.uid AS id, {_said("c.names")} AS concept, c.kind,
    {_listed("c.aliases")} AS also_called, {_said("b.names")} AS broader, c.url,
    {_said("c.note")} AS note,
    (SELECT count(*) FROM about a WHERE a.concept_id = c.id) AS claims
FROM concept c LEFT JOIN concept b ON b.id = c.broader_id""",
    "sources": f"""SELECT s.id AS number, s.uid AS id, {_said("s.title")} AS source, s.kind,
    s.publisher, s.url, s.published, s.recorded, s.language, {_said("s.note")} AS note
FROM source s""",
    "claims": f"""SELECT c.id AS number, c.uid AS id, {_said("c.statement")} AS claim, c.kind,
    (SELECT group_concat({_said("o.names")}, '; ') FROM about a
     JOIN concept o ON o.id = a.concept_id WHERE a.claim_id = c.id) AS about,
    {_listed("c.tags")} AS tags, {_said("c.note")} AS note,
    (SELECT count(*) FROM position p WHERE p.claim_id = c.id
     AND p.stance IN ('asserts', 'agrees')) AS supporters,
    (SELECT count(*) FROM position p WHERE p.claim_id = c.id AND p.stance = 'disagrees')
     AS opponents,
    {_VERDICT.format(column="outcome", owner="claim", row="c")} AS checked
FROM claim c""",
    "positions": f"""SELECT p.id AS number, p.uid AS id, {_said("s.names")} AS speaker, p.stance,
    {_said("c.statement")} AS claim, c.id AS claim_number, p.said, p.quote,
    {_said("o.title")} AS source, o.url AS source_url, {_said("p.note")} AS note
FROM position p JOIN claim c ON c.id = p.claim_id JOIN speaker s ON s.id = p.speaker_id
LEFT JOIN source o ON o.id = p.source_id""",
    "links": f"""SELECT l.id AS number, l.uid AS id, {_said("f.statement")} AS claim,
    l.kind AS link, {_said("t.statement")} AS other_claim, f.id AS claim_number,
    t.id AS other_number,
    {_said("s.names")} AS drawn_by, {_said("l.note")} AS note
FROM link l JOIN claim f ON f.id = l.from_id JOIN claim t ON t.id = l.to_id
LEFT JOIN speaker s ON s.id = l.speaker_id""",
    "predictions": f"""SELECT p.id AS number, p.uid AS id, coalesce({_said("p.statement")},
    (SELECT group_concat({_said("c.statement")}, ' / ') FROM reading r
     JOIN claim c ON c.id = r.claim_id WHERE r.prediction_id = p.id)) AS prediction,
    {_said("p.criteria")} AS criteria, p.horizon, p.opens, p.due,
    {_VERDICT.format(column="outcome", owner="prediction", row="p")} AS outcome,
    {_VERDICT.format(column="decided", owner="prediction", row="p")} AS decided,
    {_said("p.note")} AS note
FROM prediction p""",
    "forecasts": f"""SELECT f.id AS number, f.uid AS id, {_said("s.names")} AS speaker,
    p.prediction, p.number AS prediction_number, f.made, f.middle AS probability,
    f.low AS lowest, f.high AS highest, f.words, f.basis, p.outcome
FROM forecast f JOIN predictions p ON p.number = f.prediction_id
JOIN speaker s ON s.id = f.speaker_id""",
    "verdicts": f"""SELECT r.id AS number, r.uid AS id,
    coalesce({_said("c.statement")}, p.prediction) AS judged, r.outcome, r.fraction, r.decided,
    r.confidence, {_said("r.note")} AS note,
    (SELECT group_concat({_said("e.title")}, '; ') FROM citation k
     JOIN evidence e ON e.id = k.evidence_id WHERE k.resolution_id = r.id) AS evidence,
    r.withdrawn
FROM resolution r LEFT JOIN claim c ON c.id = r.claim_id
LEFT JOIN predictions p ON p.number = r.prediction_id""",
}
"""The views by name, in an order in which they can be made."""


def drop(connection: Connection) -> None:
    """Take the views away, so that migrations may rebuild the tables that they read."""
    if connection.dialect.name == "sqlite":
        for name in VIEWS:
            connection.execute(text(f'DROP VIEW IF EXISTS "{name}"'))


def make(connection: Connection) -> None:
    """Make the views as they are now; only in SQLite, for whose browsers they are."""
    drop(connection)
    if connection.dialect.name == "sqlite":
        for name, query in VIEWS.items():
            connection.exec_driver_sql(f'CREATE VIEW "{name}" AS {query}')
