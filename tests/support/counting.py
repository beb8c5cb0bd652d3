"""Collections that count what is asked of them: a cost that no other work of the machine changes."""

from __future__ import annotations


class CountedSet(set[str]):
    """A set that counts how often it is asked whether it holds something."""

    questions = 0

    def __contains__(self, id_: object) -> bool:
        self.questions += 1
        return super().__contains__(id_)
