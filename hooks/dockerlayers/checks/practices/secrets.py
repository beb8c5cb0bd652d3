"""Secrets that end up in a layer or in the history."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.practices.practice import At, Practice
from dockerlayers.checks.practices.survey import Visit
from dockerlayers.model.steps import Add, Copy
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.calls import Call

_FILES = lazy_pattern(
    r"\.env(?:\.local)?|id_(?:rsa|dsa|ecdsa|ed25519)|\.npmrc|\.pypirc|\.netrc|\.git-credentials|\.aws|\.ssh|\.kube"
    r"|[\w.-]*(?:private|privkey|key)[\w-]*\.pem|privkey[\w.-]*|kubeconfig"
)
_ADDRESS = lazy_pattern(r"[a-z][a-z0-9+.-]*://([^/@\s:$]+):([^/@\s$]+)@[^\s/]+")
_BEARER = lazy_pattern(r"authorization:\s*(?:bearer|basic|token)\s+([A-Za-z0-9._~+/=-]{8,})", re.IGNORECASE)
_ANONYMOUS = frozenset(("anonymous", "git", "user", "username", "x-access-token", "ftp"))
_BLANKED = lazy_pattern(r"(?:x+|\*+|<.*>|\.+|password|passwd|token|secret|pass)", re.IGNORECASE)
_DOWNLOADERS = ("curl", "wget", "git", "pip", "pip3", "npm")


def find_secret_files(visit: Visit) -> Iterator[Finding]:
    """Find COPY and ADD of files that usually hold secrets, into the image."""
    does = visit.step.does
    if not visit.stage.is_in_image or not isinstance(does, Copy | Add):
        return
    for source in does.sources:
        name = posixpath.basename(source.rstrip("/"))
        if _FILES.fullmatch(name):
            yield Finding("SecretFileCopied", visit.instruction, {"file": name})
            return


def find_secret_words(visit: Visit) -> Iterator[Finding]:
    """Find passwords and tokens that a RUN spells out; the value itself is not told again."""
    for call in visit.calls:
        if _spells_secret(call):
            yield Finding("SecretInCommand", visit.instruction, {"program": call.name})
            return
    if _sets_password(visit):
        yield Finding("SecretInCommand", visit.instruction, {"program": "chpasswd"})


def _spells_secret(call: Call) -> bool:
    if call.name == "curl" and any(map(_is_login, call.list_values("-u", "--user"))):
        return True
    if call.name not in _DOWNLOADERS:
        return False
    for word in call.words:
        match = _ADDRESS.search(word.text)
        if match and not _BLANKED.fullmatch(match[2]) and match[1] != "anonymous":
            return True
        if _BEARER.search(word.text):
            return True
    return False


def _is_login(value: str) -> bool:
    user, _, password = value.partition(":")
    return bool(password) and user not in _ANONYMOUS and not _BLANKED.fullmatch(password)


def _sets_password(visit: Visit) -> bool:
    """Say whether a password is piped to chpasswd."""
    for first, second, operators in visit.pairs:
        if second.name == "chpasswd" and first.name in ("echo", "printf"):
            words = first.operands()
            is_piped = operators == ("|",)
            return is_piped and bool(words) and bool(re.match(r"[^:]+:.+", words[-1].value or ""))
    return False


PRACTICES = (
    Practice(
        name="SecretFileCopied",
        url="https://docs.docker.com/build/building/secrets/",
        at=(
            At("ADD", find_secret_files),
            At("COPY", find_secret_files),
        ),
    ),
    Practice(
        name="SecretInCommand",
        url="https://docs.docker.com/build/building/secrets/",
        at=(At("RUN", find_secret_words),),
    ),
)
