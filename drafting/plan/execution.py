"""An instruction being carried out: the law as it now stands, and the steps done so far.

Every change goes through here, so that each step is planned on the tree that the one before it left.
"""

from __future__ import annotations

from drafting.instruction import Instruction
from drafting.plan import spacing
from drafting.plan.past import Past
from drafting.plan.printed import Printed
from drafting.plan.scope import Scope
from drafting.plan.translate import Editors, Style
from drafting.step import Splice, Step, Unwrap, Wrap, splice
from statute.citation import Citation
from statute.errors import Problem, Refusal
from statute.levels import is_level
from statute.node import HEADING, NUM, Node, find, line_to, numbered


class Execution:
    """The law in hand under one instruction; `by` is the instruction's number and signs the steps.  target: its own.

    editors: where the text in hand is the Code's print of an Act, how its editors translate; act: that Act.
    style: how they print the words that were found, where these are a translation.  printed: new matter that is
    printed as they print it.  past: how the law read before.
    """

    def __init__(
        self, law: Node, instruction: Instruction, editors: Editors | None = None, past: Past | None = None
    ) -> None:
        self.law, self.by, self.target = law, instruction.number, instruction.target
        self.editors, self.past = editors, past
        cite = self.target.citation if self.target is not None else Citation()
        self.act = cite.name or ("" if cite.is_code else cite.law)
        self.style: Style | None = None
        self.to_the_end = False
        self.printed: list[Printed] = []
        self.steps: list[Step] = []
        self.warnings: list[Problem] = []

    def do(self, step: Step) -> None:
        """Carries out one step."""
        self.law = step.apply(self.law)
        self.steps.append(step)

    def warn(self, code: str, detail: str, words: str = "") -> None:
        """Notes something to look at; the instruction is carried out all the same."""
        self.warnings.append(Problem(code, detail, words=words, instruction=self.by))

    def print(self, new: Printed) -> str:
        """New words as the Code prints them; each stretch that it prints otherwise than the Act is reported (T02)."""
        for one in new.renderings:
            self.warn("T02", f"“{one.act}” is printed “{one.code}”, as in the Code.", one.act)
        if new.renderings:
            self.printed.append(new)
        return new.words

    def now(self, node: Node) -> Node:
        """A node as it now stands.  Raises `Refusal` M04 where it is gone."""
        if (found := find(self.law, node.id)) is None:
            raise Refusal.of("M04", "The provision is no longer there.")
        return found

    def parent(self, node: Node) -> Node:
        """The node that holds this one."""
        line = line_to(self.law, node.id)
        if len(line) < 2:
            raise Refusal.of("M11", "This is the whole law; nothing stands around it.")
        return line[-2]

    def level_of(self, node: Node) -> Node:
        """The nearest level around a leaf, or the root."""
        line = line_to(self.law, node.id)
        return next((n for n in reversed(line[:-1]) if is_level(n)), line[0])

    def fresh(self, parts: tuple[Node, ...]) -> tuple[Node, ...]:
        """New matter with ids of its own, which name the instruction that brought it."""
        shell = numbered(Node("matter", parts), f"i{self.by}.{len(self.steps)}.")
        return shell.parts

    # ---- words -------------------------------------------------------------------------------------

    def words(self, leaf: Node, start: int, stop: int, new: str, *, exact: bool = False) -> None:
        """Puts new words for a stretch of a leaf, the joins spaced as print would."""
        leaf = self.now(leaf)
        if not exact:
            start, stop, new = spacing.replaced(leaf.words, start, stop, new)
        if new != leaf.words[start:stop]:
            self.do(splice(leaf, start, stop, new, self.by))

    # ---- parts -------------------------------------------------------------------------------------

    def strike(self, node: Node) -> None:
        """Takes a node out of its parent."""
        parent = self.parent(node)
        at = index_of(parent, node)
        self.do(Splice(parent.id, at, (parent.parts[at],), (), self.by))

    def insert(self, parent: Node, at: int, parts: tuple[Node, ...]) -> tuple[Node, ...]:
        """Puts new parts into a node before the part at this index; gives them with their ids."""
        new = self.fresh(parts)
        if new:
            self.do(Splice(parent.id, at, (), new, self.by))
        return new

    def replace(self, node: Node, parts: tuple[Node, ...]) -> tuple[Node, ...]:
        """Puts new parts in the place of a node."""
        parent = self.parent(node)
        at = index_of(parent, node)
        new = self.fresh(parts)
        self.do(Splice(parent.id, at, (parent.parts[at],), new, self.by))
        return new

    def move(self, node: Node, parent: Node, at: int) -> None:
        """Takes a node out and puts it, the same node, elsewhere; `at` counts after it is out."""
        node = self.now(node)
        self.strike(node)
        self.do(Splice(parent.id, at, (), (node,), self.by))

    def wrap(self, parent: Node, start: int, stop: int, shell: Node) -> Node:
        """Closes a new level round some parts; gives the level."""
        (new,) = self.fresh((shell,))
        self.do(Wrap(parent.id, start, stop, new, self.by))
        return self.now(new)

    def unwrap(self, level: Node) -> tuple[Node, int, int]:
        """Opens a level: its designation and heading go, the rest moves up; gives the parent and the range."""
        level = self.now(level)
        parent = self.parent(level)
        at = index_of(parent, level)
        own = 0
        while own < len(level.parts) and level.parts[own].kind in (NUM, HEADING):
            own += 1
        shell = level.having(content=level.parts[:own])
        self.do(Unwrap(parent.id, at, at + len(level.parts) - own, shell, self.by))
        return self.now(parent), at, at + len(level.parts) - own


def index_of(parent: Node, node: Node) -> int:
    """The index of a part in its parent."""
    return next(n for n, p in enumerate(parent.parts) if p.id == node.id)


def again(ex: Execution, scope: Scope) -> Scope:
    """A scope on the law as it now stands, after something else in it has changed."""
    if scope.law is ex.law:
        return scope
    unit = ex.now(scope.unit)
    stretches = []
    for leaf, start, stop in scope.stretches:
        now = ex.now(leaf)
        stretches.append((now, start, len(now.words) if stop == len(leaf.words) else stop))
    return Scope(ex.law, unit, tuple(stretches), scope.kind)
