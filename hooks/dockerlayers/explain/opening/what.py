"""The first sentences: what is built of what, what ends up in the image, who runs what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dockerlayers.bases.known import Base
from dockerlayers.explain.listing import say_list
from dockerlayers.explain.opening.running import say_running
from dockerlayers.model.types import Build
from dockerlayers.overview.types import Installed, Made, Overview
from dockerlayers.texts.inline import Inline, code, join_inline, text
from dockerlayers.texts.texts import Texts

_MOST_MADE = 2
_MOST = 3
_LITTLE = 4
"""The weight of what says little beside anything else."""
_OF_LANGUAGES = ("pip", "npm", "gem")


def say_first(texts: Texts, build: Build, overview: Overview) -> Inline:
    """Say what a Dockerfile makes and who runs it; of a fragment, what is known."""
    parts = [_Writer(texts, build, overview).write(), say_running(texts, overview)]
    if overview.trigger_count:
        parts.append(texts.say_opening("what.triggers", count=overview.trigger_count))
    return join_inline(parts)


def name_base(base: Base) -> Inline:
    """Name what an image stands on: the product where it is known, else the image as it is written."""
    return text(base.title) if base.title else code(base.name)


class _Writer:
    def __init__(self, texts: Texts, build: Build, overview: Overview) -> None:
        self.texts = texts
        self.build = build
        self.overview = overview

    def say(self, key: str, **slots: Inline | int) -> Inline:
        return self.texts.say_opening(key, **slots)

    def write(self) -> Inline:
        """Say what is built elsewhere, and what comes into the image."""
        join = self.texts.grammar.join
        makes = list(self.makes())
        into = self.into(has_makes=bool(makes))
        sentences = [*makes, *([into] if into else [])]
        return join(sentences) if sentences else ()

    def makes(self) -> Iterator[Inline]:
        """Say what other stages build: the first two, and how many more there are; or what they fetch."""
        for stage, kinds in () if self.overview.makes else self.overview.fetched:
            does = self.texts.grammar.join([self.say(f"fetched.{kind}") for kind in kinds])
            yield self.texts.say_opening("what.in", stage=stage, does=does)
        made = self.overview.makes
        shown = made if len(made) <= _MOST_MADE + 1 else made[:_MOST_MADE]
        for one in shown:
            yield self.made(one)
        if len(made) > len(shown):
            yield self.say("what.made-rest", count=len(made) - len(shown))

    def made(self, made: Made) -> Inline:
        thing = self.thing(made)
        if made.base.is_empty or not made.base.reference:
            return self.say("what.made-empty", thing=thing)
        return self.say("what.made", base=name_base(made.base), thing=thing)

    def thing(self, made: Made) -> Inline:
        """Name what is built, shortly where the image says the language already."""
        image = made.base.image
        is_told = bool(made.language) and image is not None and image.language == made.language
        return self.say(f"thing.{made.maker}-short" if is_told else f"thing.{made.maker}")

    def into(self, *, has_makes: bool) -> Inline:
        """Say what comes into the image."""
        overview, base = self.overview, self.overview.base
        clauses = list(self.clauses(has_makes=has_makes))
        if base is None:
            return self.texts.grammar.join(clauses) if clauses else ()
        if overview.is_result_alone and not overview.installed and not overview.images:
            return self.results(base, has_makes=has_makes)
        if clauses:
            only = overview.own_makes[0] if len(clauses) == 1 and overview.own_makes else None
            return self.made(only) if only else self.on(base, self.texts.grammar.join(clauses))
        return self.untold(base)

    def results(self, base: Base, *, has_makes: bool) -> Inline:
        """Say that the image holds nothing but what other stages made."""
        if not has_makes:
            files = self.list("what.some-stages", "what.many-stages", "stages", self.stages())
            if base.is_empty:
                return self.say("what.stages-empty", stages=files)
            return self.say("what.stages-on", stages=files, base=name_base(base))
        if base.is_empty:
            return self.say("what.results-empty")
        if base.title and base.title == self.overview.makes[-1].base.title:
            return self.say("what.results")
        return self.say("what.results-on", base=name_base(base))

    def stages(self) -> tuple[str, ...]:
        stages = [self.build.stages[index] for index in self.overview.stages]
        return tuple(stage.name or str(stage.index) for stage in stages)

    def on(self, base: Base, does: Inline) -> Inline:
        if base.is_empty:
            return self.say("what.on-empty", does=does)
        last = self.overview.makes[-1].base if self.overview.makes else None
        if last and last.title and last.title == base.title:
            return self.say("what.on-same", does=does)
        return self.say("what.on", base=name_base(base), does=does)

    def untold(self, base: Base) -> Inline:
        """Say what is certain where nothing of what the steps do is known."""
        count = self.overview.layer_count
        if base.is_empty:
            return self.say("what.layers-empty", count=count) if count else self.say("what.nothing")
        if count:
            return self.say("what.layers", base=name_base(base), count=count)
        is_changed = self.overview.has_settings
        return self.say("what.settings" if is_changed else "what.same", base=name_base(base))

    def clauses(self, *, has_makes: bool) -> Iterator[Inline]:
        """Say what comes into the image, in the order in which it usually does, no more than matters most."""
        found = [
            *((3, one) for one in map(self.packages, self.overview.installed)),
            *((2, self.say(f"fetched.{one}")) for one in self.overview.fetches),
            *((1, one) for one in self.added()),
            *((4, self.say(f"does.{one}")) for one in self.overview.downloads),
            *((0, self.say("does.made", thing=self.thing(one))) for one in self.overview.own_makes),
            *((0, one) for one in self.taken(has_makes=has_makes)),
        ]
        is_enough = sum(weight < _LITTLE for weight, _ in found) > 1
        kept = sorted((one for one in found if one[0] < _LITTLE or not is_enough), key=lambda one: one[0])[
            :_MOST
        ]
        yield from (clause for weight, clause in found if (weight, clause) in kept)

    def taken(self, *, has_makes: bool) -> Iterator[Inline]:
        overview = self.overview
        if overview.stages and has_makes:
            yield self.say("does.result")
        elif overview.stages:
            yield self.list("does.stages", "does.stages-many", "stages", self.stages())
        if overview.images:
            yield self.list("does.images", "does.images-many", "images", overview.images)

    def added(self) -> Iterator[Inline]:
        for one in self.overview.added:
            key = f"does.{one.kind.value}"
            many = f"{key}-many"
            if many in self.texts.opening:
                yield self.list(key, many, "sources", one.sources)
            else:
                yield self.say(key)

    def packages(self, installed: Installed) -> Inline:
        key = f"packages.{installed.kind if installed.kind in _OF_LANGUAGES else 'system'}"
        return self.list(key, f"{key}-many", "packages", installed.packages)

    def list(self, some: str, many: str, slot: str, values: Sequence[str]) -> Inline:
        return say_list(self.texts, some, many, slot, values, say=self.texts.say_opening)
