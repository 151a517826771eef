"""An edited text to instructions, each in the fewest words that mean only it, and proved."""

from drafting.draft.language import Draft, draft, restate

__all__ = ["Draft", "draft", "restate"]
