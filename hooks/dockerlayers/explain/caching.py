"""What the cache looks at before it takes an instruction over: the rules of model/rebuild.py, told of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockerlayers.explain.above import Above
from dockerlayers.explain.copying import is_plain_file
from dockerlayers.explain.inline import Inline, join_inline
from dockerlayers.explain.listing import say_list
from dockerlayers.explain.scene import Scene, find_stage, is_empty
from dockerlayers.model.paths import clean_source
from dockerlayers.model.rebuild import is_linked
from dockerlayers.model.sources import bound_sources, context_sources, is_git, is_url
from dockerlayers.model.types import Build, Effect, Stage
from dockerlayers.syntax.nodes import Form
from dockerlayers.texts.texts import Texts

_UNSEEN = {"cache": "cache.unseen.cache", "secret": "cache.unseen.secret", "ssh": "cache.unseen.ssh"}


def explain_cache(scene: Scene, above: Above, *, is_felt: bool) -> Inline:
    """Say what decides whether a step comes from the cache; `is_felt`: a change of it rebuilds something."""
    step = scene.step
    if step.effect is not Effect.LAYER:
        if scene.stage and not scene.stage.is_built:
            return ()
        return scene.say("cache.felt" if is_felt else "cache.unfelt")
    match step.instruction.name:
        case "RUN":
            return _explain_run(scene, above)
        case "WORKDIR":
            return _sentence(
                scene.texts, [scene.say("cache.path"), _variables(scene), _user(scene.texts, above)]
            )
    return _explain_copy(scene, above)


def _sentence(texts: Texts, facts: Iterable[Inline]) -> Inline:
    return texts.say("cache.sentence", facts=texts.grammar.enumerate(facts))


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


def _explain_run(scene: Scene, above: Above) -> Inline:
    kinds = dict.fromkeys(scene.mount_types)
    unseen = [scene.say(_UNSEEN[kind]) for kind in kinds if kind in _UNSEEN]
    return join_inline(
        [_sentence(scene.texts, _run_facts(scene, above)), *unseen, scene.say("cache.run.outside")]
    )


def _run_facts(scene: Scene, above: Above) -> Iterator[Inline]:
    step = scene.step
    yield scene.say("cache.run.text")
    if above.names:
        yield say_list(scene.texts, "cache.run.names", "cache.run.many", "names", above.names)
    yield _user(scene.texts, above)
    if above.has_shell and step.instruction.form is not Form.EXEC:
        yield scene.say("cache.run.shell")
    files = tuple(source if clean_source(source) else "." for source in bound_sources(step))
    if files:
        yield scene.say("cache.run.files", files=files)
    for index in dict.fromkeys(step.source_stages):
        yield scene.say("cache.run.stage", stage=find_stage(scene.build, index).name or str(index))


def _explain_copy(scene: Scene, above: Above) -> Inline:
    facts = scene.texts.grammar.enumerate([*_content(scene), _variables(scene)])
    is_alone = is_linked(scene.step)
    sentences = [scene.say("cache.copy.linked", facts=facts) if is_alone else _sentence(scene.texts, [facts])]
    if scene.step.source_stages:
        sentences.append(scene.say("cache.copy.same"))
    return join_inline([*sentences, *_unseen(scene, above)])


def _unseen(scene: Scene, above: Above) -> list[Inline]:
    """Say that COPY does not look at what RUN would look at, where there is such a thing."""
    facts = {"variables": above.names and not scene.step.variables, "user": above.has_user}
    found = [name for name, is_there in facts.items() if is_there]
    return [scene.say(f"cache.copy.unseen-{'-'.join(found)}")] if found else []


def _content(scene: Scene) -> Iterator[Inline]:
    """Name what COPY or ADD takes, from wherever."""
    step = scene.step
    sources, words = context_sources(step), step.words[:-1]
    if step.source_stages:
        stage = find_stage(scene.build, step.source_stages[0])
        yield scene.say("cache.copy.from-stage", stage=stage.name or scene.flag("from"))
    elif scene.flag("from"):
        yield scene.say("cache.copy.from-image", image=scene.flag("from"))
    elif any(not clean_source(source) for source in sources):
        yield scene.say("cache.copy.everything")
    elif sources:
        kind = "cache.copy.files" if all(map(is_plain_file, sources)) else "cache.copy.items"
        yield say_list(scene.texts, kind, "cache.copy.many", "sources", sources)
    if any(map(is_git, words)):
        yield scene.say("cache.copy.git", urls=[word for word in words if is_git(word)])
    if any(map(is_url, words)):
        yield scene.say("cache.copy.url", urls=[word for word in words if is_url(word)])
    if scene.instruction.heredocs:
        yield scene.say("cache.copy.heredoc")


def _variables(scene: Scene) -> Inline:
    names = tuple(name for name, _ in scene.step.variables)
    return scene.say("cache.variables", names=names) if names else ()


def _user(texts: Texts, above: Above) -> Inline:
    return texts.say("cache.user") if above.has_user else ()
