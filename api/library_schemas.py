"""The shapes of the library's answers: searches, contents, references, names, texts over time."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.schemas import LineShape, Shape, TextShape


class RunShape(Shape):
    """A run of words in the context of what was sought."""

    words: str
    sought: bool


class HitShape(LineShape):
    """A provision in which the words stand."""

    law: str
    as_of: str
    context: list[RunShape]


class HitsShape(Shape):
    """The answers to a search, a page of them."""

    hits: list[HitShape]
    page: int


class ContentsShape(Shape):
    """The table of contents of a law or of one of its levels."""

    path: str
    as_of: str
    contents: list[LineShape]


class ReferenceShape(Shape):
    """A reference from one provision to another."""

    place: str = Field(description="Where it stands.")
    href: str
    target: str = Field(description="Where it leads.")
    words: str
    role: Literal["text", "note", "credit"]
    law: str


class LinksShape(Shape):
    """What a provision refers to, and what refers to it."""

    path: str
    out: list[ReferenceShape]
    into: list[ReferenceShape]


class KnownShape(Shape):
    """What a law goes by."""

    law: str = Field(examples=["/us/pl/102/511"])
    href: str
    name: str = Field(examples=["FREEDOM Support Act"])
    code: str = Field(examples=["22 U.S.C. 5812 note"])
    stat: str = Field(examples=["106 Stat. 3320"])


class NamesShape(Shape):
    """Laws by their names."""

    names: list[KnownShape]


class TextsShape(Shape):
    """The texts of a law that are held."""

    path: str
    texts: list[TextShape]
