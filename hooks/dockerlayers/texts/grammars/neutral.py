"""What holds for most languages; a grammar of its own overrides what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dockerlayers.texts.inline import Inline, join_inline, text


class Grammar:
    """Puts words and sentences of one language together; `rules` are those of its grammar.toml."""

    has_forms = True
    """Whether a text may take several forms, for one thing and for many."""

    def __init__(self, rules: Mapping[str, str]) -> None:
        self.rules = rules
        self.comma = rules["comma"]

    def form(self, number: int) -> str:
        """Name the form that a text takes for a number, by CLDR's names of plural categories.

        See https://cldr.unicode.org/index/cldr-spec/plural-rules.
        """
        return "one" if number == 1 else "other"

    def enumerate(self, items: Iterable[Inline]) -> Inline:
        """Put what is of one kind in a row."""
        return join_inline(items, self.comma)

    def quote(self, title: str) -> str:
        """Mark a title off from the sentence around it."""
        return self.rules["quoted"].format(title=title)

    def name_ranges(self, ranges: Iterable[Sequence[int]]) -> Inline:
        """Name numbers, each of them or from one to another."""
        span = self.rules["range"]
        return text(
            self.comma.join(
                span.format(first=first, last=last) if last > first else str(first) for first, last in ranges
            )
        )

    def go_on(self, sentence: Inline) -> Inline:
        """Write a sentence so that another may follow it directly."""
        return (*sentence, *text(" ")) if sentence else ()

    def join(self, sentences: Sequence[Inline]) -> Inline:
        """Make one of some sentences that are true one after the other."""
        *firsts, last = sentences
        return (*(piece for sentence in firsts for piece in self.go_on(sentence)), *last)
