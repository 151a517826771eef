"""Pairs whose official text carries more than the amendment directs, each with the evidence for it.

They are graded as the grading script grades them; the table only says why.
"""

from __future__ import annotations

#: The pair, what the official text carries besides, and how that is known.
FINDINGS = (
    (
        "A-114-113-t8-s1187",
        "“Section 4605(j) of title 50” for the Act's section 6(j) of the Export Administration Act of 1979.",
        "Division O, section 202, of Pub. L. 114–113 cites 50 U.S.C. 2405; that Act was moved to 50 U.S.C. 4601 and "
        "following by editorial reclassification.",
    ),
    (
        "A-114-113-t26-s24",
        "“[(3), (4) Repealed. Pub. L. 114–113 …]” where paragraphs (3) and (4) stood.",
        "Division Q, section 101(b), of Pub. L. 114–113 strikes them and puts nothing in their place; the stub is the "
        "editors'.",
    ),
    (
        "A-113-287-t16-s470cc",
        "The heading “Permits issued under chapter 3203 of title 54”, and subsection (g)(1) without “(16 U.S.C. 431)”.",
        "Section 5(d)(6) of Pub. L. 113–287 amends subsections (h) and (i) and no heading; the Code's note names these "
        "amendments alone.",
    ),
)
