"""The case of a letter: a word made to begin with a small letter, or with a capital."""

from __future__ import annotations

from drafting.plan.execution import Execution, again
from drafting.plan.find import find
from drafting.plan.scope import Scope, heading_of, scopes
from drafting.thing import Thing, Within, Word
from statute.errors import Refusal


def recase(ex: Execution, scope: Scope, what: Thing, case: str) -> None:
    """Makes each word found begin with a letter of a case, "lowercase" or "capital"; nothing else of it changes.

    Raises `Refusal` M18 where it begins with such a letter as it is, or with none; M19 where the first word of a
    provision may be that of its heading or of its text; and what finding the word raises.
    """
    if isinstance(what, Within):
        for inner in scopes(scope, what.where):
            recase(ex, again(ex, inner), what.thing, case)
        return
    if scope.kind == "unit" and isinstance(what, Word) and (heading := heading_of(scope, None)[1]) is not None:
        words = heading.words.split(" ")[0]
        raise Refusal.of("M19", f"The provision has a heading; “{words}” is the first word of that.", words=words)
    for found in find(ex, scope, what):
        for span in found.spans:
            leaf, at, _ = found.scope.stream.places(*span)[0]
            word = found.scope.stream.text[slice(*span)]
            new = word[:1].lower() if case == "lowercase" else word[:1].upper()
            if new == word[:1]:
                detail = f"“{word}” begins with no letter that could be changed to {case}."
                raise Refusal.of("M18", detail, words=word)
            ex.words(leaf, at, at + 1, new, exact=True)
