"""Two texts to the steps between them: levels are paired first, then words."""

from drafting.diff.steps import diff

__all__ = ["diff"]
