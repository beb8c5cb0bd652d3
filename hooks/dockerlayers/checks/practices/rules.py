"""The table of the practices, and how they are looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dockerlayers.checks.practices.apt import find_apt
from dockerlayers.checks.practices.bases import find_versions
from dockerlayers.checks.practices.commands import (
    find_copied_mode,
    find_mode,
    find_pipe,
    find_repeated_cd,
    find_sudo,
    find_useless_cd,
)
from dockerlayers.checks.practices.files import find_add, find_deleted, find_owner
from dockerlayers.checks.practices.order import find_order
from dockerlayers.checks.practices.packages import find_apk, find_pip, find_rpm
from dockerlayers.checks.practices.scene import Finding, Scene, Site
from dockerlayers.checks.practices.secrets import find_secret_files, find_secret_words
from dockerlayers.checks.practices.users import find_root
from dockerlayers.model.types import Build
from dockerlayers.syntax.nodes import Dockerfile

PRACTICES = frozenset(
    (
        "AddForCopy",
        "AssumeYesMissing",
        "BaseImageVersion",
        "CdForWorkdir",
        "DependenciesAfterSource",
        "FileDeletedLater",
        "LatestTag",
        "OwnerChangedLater",
        "PackageListsLeft",
        "PackageUpdateAlone",
        "PackageVersionPinned",
        "PipCacheLeft",
        "PipeToShell",
        "RecommendedPackages",
        "RootUser",
        "SecretFileCopied",
        "SecretInCommand",
        "SudoInRun",
        "WideOpenMode",
    )
)
"""The names of all practices."""

_OF_FILES = (
    find_versions,
    find_order,
    find_deleted,
    find_owner,
    find_repeated_cd,
    find_sudo,
    find_root,
)
_OF_INSTRUCTIONS: dict[str, tuple[Callable[[Site], Iterator[Finding]], ...]] = {
    "ADD": (find_add, find_copied_mode, find_secret_files),
    "COPY": (find_copied_mode, find_secret_files),
    "RUN": (
        find_apt,
        find_apk,
        find_rpm,
        find_pip,
        find_useless_cd,
        find_secret_words,
        find_pipe,
        find_mode,
    ),
}


def find_practices(build: Build, dockerfile: Dockerfile) -> Iterator[Finding]:
    """Find what a Dockerfile does against the practices, whether or not its author silences it."""
    scene = Scene(dockerfile=dockerfile, build=build)
    for find_all in _OF_FILES:
        yield from find_all(scene)
    for sites in scene.own_sites:
        for site in sites:
            for find in _OF_INSTRUCTIONS.get(site.instruction.name, ()):
                yield from find(site)
