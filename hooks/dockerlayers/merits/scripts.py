"""How RUN works: what it leaves behind, whether it stops at a failure, whether it checks what it loads."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dockerlayers.checks.practices.survey import Visit
from dockerlayers.merits.merit import Merit, MeritRule, Whole
from dockerlayers.model.mount_values import MountType
from dockerlayers.model.steps import Add, Run
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.calls import Call

_APT = ("apt-get", "apt")
_LISTS = lazy_pattern(r"/var/lib/apt/lists|\bdist-?clean\b")
_LISTS_FOLDERS = ("/var/lib/apt", "/var/lib/apt/lists")
_STOPPING = lazy_pattern(r"\s*(?:#[^\n]*\n\s*)*set\s+(?:-[a-z]*e[a-z]*\b|-o\s+errexit)")
_PIPEFAIL = lazy_pattern(r"set\s+-[a-z]*o\s+pipefail")
_CHECKERS = lazy_pattern(r"sha(?:1|224|256|384|512)sum|md5sum|shasum")
_PIP = ("pip", "pip3")
_EXACT: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("npm", "ci", ()),
    ("pnpm", "install", ("--frozen-lockfile",)),
    ("yarn", "install", ("--frozen-lockfile", "--immutable")),
    ("bun", "install", ("--frozen-lockfile",)),
    ("uv", "sync", ("--frozen", "--locked")),
    ("cargo", "build", ("--locked", "--frozen")),
    ("pip", "install", ("--require-hashes",)),
    ("pip3", "install", ("--require-hashes",)),
)
"""What installs nothing but what a lock file says: program, command, and one of the options that it needs."""


_Is = Callable[[Visit], bool]
_Find = Callable[[Whole], Iterator[Merit]]


def _on_runs(rule: str, is_kept: _Is, *, in_image: bool) -> _Find:
    """Make what finds all RUNs that keep a rule, in the image alone or in all that is built."""

    def find(whole: Whole) -> Iterator[Merit]:
        found = [
            visit.instruction
            for visit in whole.runs
            if (visit.stage.is_in_image or not in_image) and is_kept(visit)
        ]
        if found:
            yield Merit(rule, tuple(found), {})

    return find


def _is_tidy(visit: Visit) -> bool:
    """Say whether apt-get installs no more than it is asked for and leaves no lists."""
    calls = [call for call in visit.calls if call.name in _APT]
    installs = [call for call in calls if _first(call) == "install"]
    updates = [call for call in calls if _first(call) == "update"]
    if not installs or not all(call.has_option("--no-install-recommends") for call in installs):
        return False
    is_removed = bool(updates) and bool(_LISTS.search(visit.text, updates[-1].command.end))
    return is_removed or visit.mounts_over(*_LISTS_FOLDERS)


def _first(call: Call) -> str:
    operands = call.operands()
    return operands[0].text if operands else ""


def _keeps_no_index(visit: Visit) -> bool:
    adds = [call for call in visit.calls if call.name == "apk" and _first(call) == "add"]
    return bool(adds) and all(call.has_option("--no-cache") for call in adds)


def _keeps_no_downloads(visit: Visit) -> bool:
    installs = [call for call in visit.calls if call.name in _PIP and _first(call) == "install"]
    return bool(installs) and all(call.has_option("--no-cache-dir") for call in installs)


def _removes_tools(visit: Visit) -> bool:
    """Say whether packages under a name of their own are installed and removed again."""
    calls = [call for call in visit.calls if call.name == "apk"]
    names = {name for call in calls if _first(call) == "add" for name in call.list_values("-t", "--virtual")}
    gone = {word.text for call in calls if _first(call) == "del" for word in call.operands()[1:]}
    return bool(names) and names <= gone


def _stops(visit: Visit) -> bool:
    """Say whether the script in a heredoc ends at the first command that fails."""
    return bool(visit.body) and bool(_STOPPING.match(visit.text))


def _keeps_pipes(visit: Visit) -> bool:
    """Say whether a pipe fails where any of its commands does."""
    if not any(operators == ("|",) for _, _, operators in visit.pairs):
        return False
    shells = [one.instruction.original for one in visit.before if one.instruction.name == "SHELL"]
    return bool(_PIPEFAIL.search(visit.text)) or any("pipefail" in text for text in shells[-1:])


def _checks_files(visit: Visit) -> bool:
    """Say whether a sum or a signature of what is loaded is checked."""
    for call in visit.calls:
        is_sum = bool(_CHECKERS.fullmatch(call.name)) and call.has_option("-c", "--check", "-cs", "-sc")
        if is_sum or (call.name in ("gpg", "gpg2", "gpgv") and call.has_option("--verify")):
            return True
    return False


def _is_locked(visit: Visit) -> bool:
    for call in visit.calls:
        for program, command, options in _EXACT:
            is_command = call.name == program and _first(call) == command
            if is_command and (not options or call.has_option(*options)):
                return True
    return False


def find_checksums(whole: Whole) -> Iterator[Merit]:
    """Find ADDs with a checksum, and RUNs that check what they load."""
    found = [
        visit.instruction
        for visits in whole.survey.own_visits
        for visit in visits
        if visit.stage.is_built
        and ((isinstance(visit.step.does, Add) and visit.step.does.checksum) or _checks_files(visit))
    ]
    if found:
        yield Merit("DownloadChecked", tuple(found), {})


def _has_mount(kind: MountType) -> Callable[[Visit], bool]:
    """Make what says whether a RUN has a mount of a kind."""

    def has(visit: Visit) -> bool:
        mounts = visit.step.does.mounts if isinstance(visit.step.does, Run) else ()
        return any(mount.type is kind for mount in mounts)

    return has


_BEST = "https://docs.docker.com/build/building/best-practices/"


def _rule(name: str, url: str, is_kept: _Is, *, in_image: bool = False) -> MeritRule:
    return MeritRule(name=name, url=url, find=_on_runs(name, is_kept, in_image=in_image))


RULES = (
    _rule("SecretMount", "https://docs.docker.com/build/building/secrets/", _has_mount(MountType.SECRET)),
    _rule(
        "SshMount", "https://docs.docker.com/build/building/secrets/#ssh-mounts", _has_mount(MountType.SSH)
    ),
    _rule("TidyPackages", f"{_BEST}#apt-get", _is_tidy, in_image=True),
    _rule("NoPackageIndex", f"{_BEST}#run", _keeps_no_index, in_image=True),
    _rule(
        "NoPipCache",
        "https://pip.pypa.io/en/stable/topics/caching/#disabling-caching",
        _keeps_no_downloads,
        in_image=True,
    ),
    _rule("ToolsRemoved", f"{_BEST}#run", _removes_tools, in_image=True),
    _rule("LockedVersions", "https://docs.npmjs.com/cli/commands/npm-ci", _is_locked),
    MeritRule(name="DownloadChecked", url=f"{_BEST}#add-or-copy", find=find_checksums),
    _rule("StopsAtFailure", "https://docs.docker.com/reference/dockerfile/#here-documents", _stops),
    _rule("PipeFailure", f"{_BEST}#using-pipes", _keeps_pipes),
)
