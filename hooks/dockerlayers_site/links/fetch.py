"""Ask for an address on another site, patiently and politely."""

from __future__ import annotations

import http.client
import re
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from enum import Enum
from urllib.parse import quote, urlsplit

_AGENT = "Mozilla/5.0 (compatible; docker-handbook-ko link check)"
_GONE = frozenset({404, 410})
_OK = range(200, 300)
_MOVED = frozenset({301, 308})
_LATER = frozenset({429, 500, 502, 503, 504})
_LONGEST_PAUSE = 60.0
_MOST_BYTES = 1024
_SAFE = "%/:=&?~#+!$,;'@()*[]"


class State(Enum):
    """What is to be said of a link; only a broken one is a failure."""

    FINE = "fine"
    MOVED = "moved for good"
    SLOW = "slow"
    DOUBTFUL = "doubtful"
    BROKEN = "broken"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of asking: `target` is where a page that moved for good is now."""

    state: State
    detail: str = ""
    target: str | None = None


@dataclass(frozen=True, kw_only=True)
class Patience:
    """Seconds for an answer, how often to ask, and seconds between two questions."""

    timeout: float = 20
    tries: int = 3
    pause: float = 1
    sleep: Callable[[float], None] = time.sleep


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follow redirects with the same method, and keep their codes."""

    def __init__(self) -> None:
        self.codes: list[int] = []

    def redirect_request(
        self, req: urllib.request.Request, fp: object, code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        self.codes.append(code)
        request = super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]
        if request and req.get_method() == "HEAD":
            request.method = "HEAD"
        return request


@dataclass(frozen=True, kw_only=True)
class _Reply:
    """One reply: its status, or none and what went wrong; `wait` is what the server asks us to wait."""

    status: int | None = None
    error: BaseException | None = None
    url: str = ""
    is_permanent: bool = False
    wait: float | None = None


def ask(url: str, patience: Patience) -> Answer:
    """Ask for the head of an address; if that is refused, for the whole; again if it is slow or busy."""
    reply = _Reply()
    for attempt in range(patience.tries):
        if attempt:
            patience.sleep(_pause(reply, attempt, patience))
        reply = _ask_once(url, "HEAD", patience.timeout)
        if reply.status not in _OK and not _is_unknown_host(reply.error):
            # Some servers answer a question for the head with an error, or not at all.
            patience.sleep(patience.pause)
            reply = _ask_once(url, "GET", patience.timeout)
        if not _is_worth_another_try(reply):
            break
    return _judge(url, reply)


def _ask_once(url: str, method: str, timeout: float) -> _Reply:
    redirects = _Redirects()
    opener = urllib.request.build_opener(redirects)
    headers = {"User-Agent": _AGENT, "Accept": "text/html,*/*;q=0.8", "Accept-Language": "ko,en;q=0.8"}
    request = urllib.request.Request(quote(url.partition("#")[0], safe=_SAFE), headers=headers, method=method)
    try:
        with opener.open(request, timeout=timeout) as response:
            response.read(_MOST_BYTES)
            return _Reply(
                status=response.status,
                url=response.url,
                is_permanent=bool(redirects.codes) and set(redirects.codes) <= _MOVED,
            )
    except urllib.error.HTTPError as error:
        with error:
            return _Reply(status=error.code, error=error, wait=_retry_after(error.headers))
    except (OSError, http.client.HTTPException, ValueError) as error:
        return _Reply(error=error)


def _retry_after(headers: Message) -> float | None:
    value = headers.get("Retry-After", "")
    return min(float(value), _LONGEST_PAUSE) if re.fullmatch(r"\d+", value) else None


def _pause(reply: _Reply, attempt: int, patience: Patience) -> float:
    backoff = float(patience.pause * 2**attempt)
    return max(reply.wait, backoff) if reply.wait is not None else backoff


def _reason(error: BaseException | None) -> BaseException | None:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    return reason if isinstance(reason, BaseException) else error


def _is_unknown_host(error: BaseException | None) -> bool:
    return isinstance(_reason(error), socket.gaierror)


def _is_slow(error: BaseException | None) -> bool:
    return isinstance(_reason(error), TimeoutError)


def _is_worth_another_try(reply: _Reply) -> bool:
    if reply.status is not None:
        return reply.status in _LATER
    # A name that is not found may be the resolver's failing, not the site's.
    return isinstance(_reason(reply.error), OSError | http.client.HTTPException)


def _judge(url: str, reply: _Reply) -> Answer:
    status = reply.status
    if status is None:
        reason = _reason(reply.error)
        if _is_slow(reply.error):
            return Answer(state=State.SLOW, detail="no answer in time")
        # A certificate that cannot be verified is a ValueError as well as an OSError.
        is_wrong = isinstance(reason, ValueError | http.client.InvalidURL) and not isinstance(reason, OSError)
        is_broken = is_wrong or isinstance(reason, socket.gaierror)
        return Answer(state=State.BROKEN if is_broken else State.DOUBTFUL, detail=str(reason))
    if status in _OK:
        moved = reply.is_permanent and reply.url != url.partition("#")[0]
        return (
            Answer(state=State.MOVED, detail=str(status), target=reply.url)
            if moved
            else Answer(state=State.FINE)
        )
    state = State.BROKEN if status in _GONE else State.DOUBTFUL
    return Answer(state=state, detail=f"{status} {http.client.responses.get(status, '')}".strip())


def host_of(url: str) -> str:
    """Return the host that an address is asked of."""
    return urlsplit(url).netloc.lower()
