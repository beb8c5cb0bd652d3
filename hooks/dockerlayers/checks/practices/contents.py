"""What is in the image but not needed to run it, and volumes that nobody names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Mend
from dockerlayers.checks.practices.images import short_name
from dockerlayers.checks.practices.practice import At, Practice
from dockerlayers.checks.practices.survey import Survey, Visit
from dockerlayers.model.steps import Run, Volume
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.calls import Call

_BUILDERS: Mapping[str, tuple[str, ...]] = {
    "gcc": ("make", "gcc", "g++", "cmake"),
    "golang": ("go",),
    "gradle": ("gradle", "gradlew"),
    "maven": ("mvn", "mvnw"),
    "mcr.microsoft.com/dotnet/core/sdk": ("dotnet",),
    "mcr.microsoft.com/dotnet/sdk": ("dotnet",),
    "rust": ("cargo",),
    "swift": ("swift",),
}
"""Images of compilers, and what builds there."""
_BUILDING = lazy_pattern(
    r"build|install|package|publish|verify|bootJar|assemble|shadowJar|jar|run|bootRun|spring-boot:run"
)
_BUILDING_ALONE = frozenset(("make", "gcc", "g++", "cmake"))
_INSTALLING = frozenset(("install", "i", "ci", "clean-install"))
_NODE_RUNNERS = frozenset(("npm", "yarn", "pnpm"))
_SKIPPING = ("--omit", "--only", "--production", "--prod", "-P", "--no-dev", "--ignore-dev")
_PRODUCTION = lazy_pattern(
    r"NODE_ENV[\s=]+[\"']?production|\bprune\b|npm_config_(?:omit|production)|--omit|--prod|omit=dev"
)
_STAGE = lazy_pattern(r"(?i)dev|test|debug|builder|ci\b")


def find_build_tools(survey: Survey) -> Iterator[Finding]:
    """Find an image that runs what was built in it, with the compiler still there."""
    target = survey.target
    base = survey.base_of(target)
    if survey.build.is_fragment or not base or not survey.starts or _STAGE.search(target.name or ""):
        return
    builders = _BUILDERS.get(short_name(base), ())
    calls = [call for visit in survey.target_visits for call in visit.calls]
    is_built = any(_builds(call, builders) for call in (*calls, *survey.main_calls))
    if is_built and any(_is_result(call, builders) for call in survey.main_calls):
        facts = {"image": base.familiar}
        yield Finding("BuildToolsInImage", survey.starts[-1].instruction, facts)


def _is_result(call: Call, builders: tuple[str, ...]) -> bool:
    """Say whether a call runs what was built: a program of its own, or what runs such."""
    return call.match is None or call.name in ("java", *builders)


def _builds(call: Call, builders: tuple[str, ...]) -> bool:
    words = [word.text for word in call.operands()]
    is_tool = words[:1] == ["install"] and call.name in ("go", "cargo") and not call.has_option("--path")
    is_alone = call.name in _BUILDING_ALONE  # it builds whatever follows its name
    return call.name in builders and not is_tool and (is_alone or any(map(_BUILDING.fullmatch, words)))


def find_development_packages(survey: Survey) -> Iterator[Finding]:
    """Find an image that starts a Node.js program beside the packages which are for development only."""
    target = survey.target
    text = survey.text_of(target)
    names = {call.name for call in survey.main_calls}
    is_meant = survey.build.is_fragment or bool(_STAGE.search(target.name or ""))
    if is_meant or names.isdisjoint(_NODE_RUNNERS | {"node"}) or _PRODUCTION.search(text):
        return
    if any(_SCRIPT_DEV.search(one.instruction.original) for one in survey.starts):
        return
    found = [
        (visit, call) for visit in survey.target_visits for call in visit.calls if _installs_all(visit, call)
    ]
    if found:
        visit, call = found[-1]
        facts = {"program": f"{call.name} {_first(call)}".strip()}
        yield Finding("DevDependencies", visit.instruction, facts, mend=_without_dev(visit, call))


_SCRIPT_DEV = lazy_pattern(r"\bdev\b|nodemon|watch|ts-node|\btsx\b|react-scripts|\bng\b|\bvite\b")


def _installs_all(visit: Visit, call: Call) -> bool:
    """Say whether all that package.json lists is installed."""
    if (
        call.name not in _NODE_RUNNERS
        or not isinstance(visit.step.does, Run)
        or call.has_option("-g", "--global", *_SKIPPING)
    ):
        return False
    words = [word.text for word in call.operands()]
    return (len(words) == 1 and words[0] in _INSTALLING) or (call.name == "yarn" and not words)


def _first(call: Call) -> str:
    operands = call.operands()
    return operands[0].text if operands else ""


def _without_dev(visit: Visit, call: Call) -> Mend | None:
    """Leave the packages out where nothing is built with them in the image."""
    others = [one for one in visit.calls if one is not call]
    later = [*others, *(one for after in visit.after for one in after.calls)]
    is_used = any(one.name in _NODE_RUNNERS | {"npx", "tsc", "vite", "next"} for one in later)
    if call.name != "npm" or is_used or visit.survey.target is not visit.stage:
        return None
    end = call.operands()[0].end
    return visit.mend((end, end, " --omit=dev"))


def find_volume(visit: Visit) -> Iterator[Finding]:
    """Find VOLUME in what becomes the image."""
    does = visit.step.does
    if isinstance(does, Volume) and visit.stage.is_in_image:
        yield Finding("AnonymousVolume", visit.instruction, {"path": ", ".join(does.paths)})


PRACTICES = (
    Practice(
        name="BuildToolsInImage",
        url="https://docs.docker.com/build/building/multi-stage/",
        in_file=(find_build_tools,),
    ),
    Practice(
        name="DevDependencies",
        url="https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages",
        in_file=(find_development_packages,),
    ),
    Practice(
        name="AnonymousVolume",
        url="https://docs.docker.com/engine/storage/volumes/#named-and-anonymous-volumes",
        at=(At("VOLUME", find_volume),),
        weighed=("",),
    ),
)
