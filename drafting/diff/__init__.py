"""Two texts to the steps between them: levels are paired first, then words."""

from drafting.diff.steps import diff, differences

__all__ = ["diff", "differences"]
