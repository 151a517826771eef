"""An instruction to steps: what it names is found in the law as it now stands, or it is refused."""

from drafting.plan.steps import plan

__all__ = ["plan"]
