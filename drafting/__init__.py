"""What bills do to statutes: read, carry out, show, compare, and write the language back.

Each errand has a module of its name, and a function of its name in it: `amend.amend` and `amend.amend_law`,
`parse.parse`, `redline.redline`, `diff.diff`, `draft.draft`, `write.write`.
"""
