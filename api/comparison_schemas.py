"""The shapes of a comparison: the two texts that are asked for, and what differs between them."""

from __future__ import annotations

from typing import Self

from pydantic import ConfigDict, Field, model_validator

from api.schemas import LawIn, LookIn, Shape


class TextIn(LawIn):
    """A text to compare: one on the shelf as of a moment, or one that is sent."""

    as_of: str = Field(
        "",
        max_length=40,
        examples=["2025-03-03"],
        description="Of a law on the shelf: as of a day, 2025-03-03, or a release point of the Code, 119-36; else now.",
    )

    @model_validator(mode="after")
    def _is_held(self) -> Self:
        if self.as_of and self.path is None:
            raise ValueError("as_of is of a law on the shelf, which path names")
        return self


class CompareIn(LookIn):
    """Two texts to compare, each on the shelf or sent; their formats may differ."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "before": {"text": "SEC. 2. LIMIT.\n    The limit is 30 days."},
                    "after": {"text": "SEC. 2. LIMIT.\n    The limit is 60 days."},
                }
            ]
        },
    )
    before: TextIn
    after: TextIn


class ChangeShape(Shape):
    """One change between two texts."""

    kind: str = Field(examples=["redesignated"])
    before: str = Field(description="Where it stood; empty where it did not.", examples=["section 2(b)"])
    after: str = Field(description="Where it stands; empty where it does not.", examples=["section 2(c)"])
    struck: str
    inserted: str
    by: int = Field(description="The number of the instruction that made it; 0 for none.", ge=0)


class ComparisonShape(Shape):
    """What differs between two texts."""

    title: str
    summary: str = Field(examples=["2 changes: 1 inserted, 1 replaced."])
    counts: dict[str, int]
    changes: list[ChangeShape]
    redline: str = Field(description="The redline as text.")
    redline_html: str
