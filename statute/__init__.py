"""What a statute is: its tree, its levels, its citations, and the forms in which it is published."""

from statute.citation import Citation
from statute.errors import CODES, Problem, Refusal, Suggestion
from statute.node import Aside, Mark, Node, same, walk, words

__all__ = ["CODES", "Aside", "Citation", "Mark", "Node", "Problem", "Refusal", "Suggestion", "same", "walk", "words"]
