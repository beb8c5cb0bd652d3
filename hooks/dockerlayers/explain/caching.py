"""What the cache looks at before it takes an instruction over: what `model/depends.py` knows, in words."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.explain.above import Above
from dockerlayers.explain.copying import is_plain_file
from dockerlayers.explain.listing import say_list
from dockerlayers.explain.scene import Scene, find_stage, is_empty
from dockerlayers.model.depends import Dependencies, depends_on
from dockerlayers.model.mount_values import MountType
from dockerlayers.model.paths import clean_source
from dockerlayers.model.sources import is_git, is_url
from dockerlayers.model.steps import Add, Copy, Run
from dockerlayers.model.types import Build, Effect, Stage
from dockerlayers.texts.inline import Inline, join_inline
from dockerlayers.texts.texts import Texts

_UNSEEN = (MountType.CACHE, MountType.SECRET, MountType.SSH)


def explain_cache(scene: Scene, above: Above, *, is_felt: bool) -> Inline:
    """Say what decides whether a step comes from the cache.

    `is_felt` says of one that is no layer whether a change of it rebuilds something.
    """
    step = scene.step
    if step.effect is not Effect.LAYER:
        if scene.stage and not scene.stage.is_built:
            return ()
        return scene.say("cache.felt" if is_felt else "cache.unfelt")
    depends = depends_on(step)
    facts = scene.texts.grammar.enumerate(_facts(scene, above, depends))
    sentences = [scene.say("cache.sentence" if depends.layers else "cache.copy.linked", facts=facts)]
    match step.does:
        case Run(mounts=mounts):
            kinds = dict.fromkeys(mount.type for mount in mounts)
            sentences += [scene.say(f"cache.unseen.{kind.value}") for kind in kinds if kind in _UNSEEN]
            sentences.append(scene.say("cache.run.outside"))
        case Copy() | Add():
            sentences += [scene.say("cache.copy.same")] if depends.stages else []
            sentences += _unseen(scene.texts, depends, above)
    return join_inline(sentences)


def _facts(scene: Scene, above: Above, depends: Dependencies) -> Iterator[Inline]:
    """Name all that a step depends on, its own text first."""
    does = scene.step.does
    if isinstance(does, Copy | Add):
        yield from _content(scene, does)
    else:
        yield scene.say("cache.run.text" if isinstance(does, Run) else "cache.path")
    if depends.environment and above.names:
        yield say_list(
            scene.texts, "cache.run.names", "cache.run.many", "names", above.names, above.name_count
        )
    elif depends.variables and not depends.environment:
        yield scene.say("cache.variables", names=depends.variables)
    if depends.user and above.has_user:
        yield scene.say("cache.user")
    if depends.shell and above.has_shell:
        yield scene.say("cache.run.shell")
    if isinstance(does, Run):
        yield from _mounted(scene, depends)


def explain_base_cache(texts: Texts, build: Build, stage: Stage) -> Inline:
    """Say when a stage is built from the beginning because of what it starts from."""
    if is_empty(stage):
        return ()
    if stage.base_stage is not None:
        base = find_stage(build, stage.base_stage)
        sentences = [texts.say("cache.base.stage", stage=base.name or stage.base or "")]
    else:
        sentences = [texts.say("cache.base.digest" if "@" in (stage.base or "") else "cache.base.tag")]
    if stage.variables:
        sentences.append(texts.say("cache.base.variables", names=tuple(dict.fromkeys(stage.variables))))
    return join_inline(sentences)


def _mounted(scene: Scene, depends: Dependencies) -> Iterator[Inline]:
    """Name the files that RUN mounts."""
    if depends.files:
        yield scene.say(
            "cache.run.files", files=[path if clean_source(path) else "." for path in depends.files]
        )
    for index in dict.fromkeys(depends.stages):
        yield scene.say("cache.run.stage", stage=find_stage(scene.build, index).name or str(index))


def _unseen(texts: Texts, depends: Dependencies, above: Above) -> list[Inline]:
    """Say that COPY does not look at what RUN would look at, where there is such a thing."""
    facts = {"variables": above.names and not depends.variables, "user": above.has_user}
    found = [name for name, is_there in facts.items() if is_there]
    return [texts.say(f"cache.copy.unseen-{'-'.join(found)}")] if found else []


def _content(scene: Scene, does: Copy | Add) -> Iterator[Inline]:
    """Name what COPY or ADD takes, from wherever."""
    if isinstance(does, Copy) and does.origin:
        yield _origin(scene, does.origin)
    elif any(not clean_source(source) for source in does.context_sources):
        yield scene.say("cache.copy.everything")
    elif does.context_sources:
        sources = does.context_sources
        kind = "cache.copy.files" if all(map(is_plain_file, sources)) else "cache.copy.items"
        yield say_list(scene.texts, kind, "cache.copy.many", "sources", sources)
    if isinstance(does, Add):
        yield from _remote(scene.texts, does)
    if does.heredocs:
        yield scene.say("cache.copy.heredoc")


def _origin(scene: Scene, origin: str) -> Inline:
    if not scene.step.source_stages:
        return scene.say("cache.copy.from-image", image=origin)
    return scene.say(
        "cache.copy.from-stage", stage=find_stage(scene.build, scene.step.source_stages[0]).name or origin
    )


def _remote(texts: Texts, add: Add) -> Iterator[Inline]:
    if any(map(is_git, add.sources)):
        yield texts.say("cache.copy.git", urls=[source for source in add.sources if is_git(source)])
    if any(map(is_url, add.sources)):
        yield texts.say("cache.copy.url", urls=[source for source in add.sources if is_url(source)])
