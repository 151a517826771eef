"""The words of the shelf and how they are found: full-text search in SQLite (FTS5) and PostgreSQL (tsvector).

A question is words that must all stand in one piece; words in quotation marks stand together.  Both databases
fold case and accents, and neither stems: "agency" does not find "agencies", unless it is written "agenc*".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, bindparam, text

from statute.errors import Refusal

#: What encloses the words found, in their context: characters of no law.
OPEN, CLOSE = "\ue010", "\ue011"
#: How long a question may be, in characters, and how many words it may have.
LONGEST, MOST = 400, 32
#: Words that stand everywhere: they are looked for only within quotation marks.
_COMMON = frozenset((
    "a", "an", "and", "any", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "no", "of", "on", "or",
    "such", "that", "the", "this", "to", "under", "with",
))  # fmt: skip
_TERM = re.compile(r"[“\"](?P<phrase>[^“”\"]*)[”\"]|(?P<word>[^\s“”\"]+)")
_WORDS = re.compile(r"\w+\*?", re.U)


def insert_words(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Adds the words of pieces: rows of piece, heading, words (of the law) and notes."""
    key = "rowid" if connection.dialect.name == "sqlite" else "piece"
    statement = f"INSERT INTO wording ({key}, heading, words, notes) VALUES (:piece, :heading, :words, :notes)"
    connection.execute(text(statement), rows)


def terms(question: str) -> list[list[str]]:
    """A question as runs of words that stand together.  Raises `Refusal` F09 where it has none, or too many.

    >>> terms('“demonstrable steps” azerbaijan')
    [['demonstrable', 'steps'], ['azerbaijan']]
    """
    if len(question) > LONGEST:
        raise Refusal.of("F09", f"A question has at most {LONGEST} characters.", words=question[:100])
    found = [_WORDS.findall(m["phrase"] if m["phrase"] is not None else m["word"]) for m in _TERM.finditer(question)]
    said = [run for run in found if run]
    runs = [run for run in said if len(run) > 1 or run[0].lower() not in _COMMON] or said
    if not runs:
        raise Refusal.of("F09", "There is no word to look for.", words=question[:100])
    if sum(map(len, runs)) > MOST:
        raise Refusal.of("F09", f"A question has at most {MOST} words.", words=question[:100])
    return runs


def search(connection: Connection, question: str, law: str = "") -> Iterator[int]:
    """The pieces that hold all the words, the likeliest first; with `law`, those of laws whose path begins so."""
    values = {"asked": _asked(connection, question), "law": law, "under": f"{law}/%"}
    key, found, rank = _FOUND[connection.dialect.name]
    within = _WITHIN.format(key=key) if law else ""
    statement = f"SELECT {key} FROM wording WHERE {found}{within} ORDER BY {rank} LIMIT {_MOST}"
    with connection.execution_options(stream_results=True).execute(text(statement), values) as rows:
        yield from rows.scalars()


def contexts(connection: Connection, question: str, pieces: list[int]) -> dict[int, str]:
    """The words in their context for some pieces that hold them, each enclosed in `OPEN` and `CLOSE`."""
    statement = text(_CONTEXT[connection.dialect.name]).bindparams(bindparam("pieces", expanding=True))
    rows = connection.execute(statement, {"asked": _asked(connection, question), "pieces": pieces})
    return {piece: context for piece, context in rows}


#: No question has more answers than this.
_MOST = 5_000
_WITHIN = (
    " AND {key} IN (SELECT piece.id FROM piece JOIN text ON text.id = piece.text"
    " WHERE text.law = :law OR text.law LIKE :under)"
)
#: By the kind of database: the key of `wording`, what finds, what ranks, and the context.
_FOUND = {
    "sqlite": ("rowid", "wording MATCH :asked", "bm25(wording, 8.0, 1.0, 0.2)"),
    "postgresql": (
        "piece",
        "lexemes @@ to_tsquery('simple', :asked)",
        "ts_rank(lexemes, to_tsquery('simple', :asked)) DESC, piece",
    ),
}
_CONTEXT = {
    "sqlite": f"SELECT rowid, snippet(wording, -1, '{OPEN}', '{CLOSE}', '…', 40) FROM wording "
    "WHERE wording MATCH :asked AND rowid IN :pieces",
    "postgresql": "SELECT piece, ts_headline('simple', heading || ' ' || words || ' ' || notes, "
    f"to_tsquery('simple', :asked), 'StartSel={OPEN}, StopSel={CLOSE}, MaxWords=45, MinWords=25') "
    "FROM wording WHERE piece IN :pieces",
}


def _asked(connection: Connection, question: str) -> str:
    """A question in the language of the database."""
    is_sqlite = connection.dialect.name == "sqlite"
    return (" AND " if is_sqlite else " & ").join(map(_fts5 if is_sqlite else _tsquery, terms(question)))


def _fts5(run: list[str]) -> str:
    quoted = " ".join(word.rstrip("*") for word in run)
    return f'"{quoted}"' + (" *" if run[-1].endswith("*") else "")


def _tsquery(run: list[str]) -> str:
    return "(" + " <-> ".join(f"{word.rstrip('*')}:*" if word.endswith("*") else word for word in run) + ")"
