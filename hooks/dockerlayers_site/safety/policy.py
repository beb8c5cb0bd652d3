"""What of an author's HTML is shown: GitHub's own list, and which other hosts a site allows.

The lists are those that GitHub published with its html-pipeline, and that hast-util-sanitize follows:
https://github.com/gjtorikian/html-pipeline/blob/28c8372c96ff1063ba1779ab45bc46949567adc3/lib/html_pipeline/sanitization_filter.rb
Unlike GitHub, a class stays, as themes have their own, and so do a video and a sound of the site itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase

from dockerlayers.patterns import lazy_pattern

ELEMENTS = frozenset(
    """
    a abbr audio b bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption
    figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp section small
    source span strike strong sub summary sup table tbody td tfoot th thead time tr track tt ul var video wbr
    """.split()  # noqa: SIM905
)
GENERATED = frozenset({"input", "label", "section", "nav", "aside", "u"})
"""What Markdown extensions make that an author may not write: tabs, boxes of tasks, a table of contents."""
GONE_WITH_CONTENT = frozenset(
    """
    script style iframe object embed applet noscript noembed noframes template title textarea select option
    svg math xmp plaintext frameset canvas
    """.split()  # noqa: SIM905
)
"""What is left out together with what stands in it: that is no text for readers."""

FOREIGN = frozenset(
    """
    abs and animate annotation apply bvar card ci circle cn compose condition cos declare defs degree
    desc diff discard domain ellipse eq exp factorial filter floor g gt ident in infinity int integers
    interval inverse lambda limit line list log lt maction marker mask matrix max median merror metadata
    mfrac mglyph mi min minus mn mo mode moment mpath mprescripts mroot mrow ms msqrt msub msup mtable
    mtd mtext mtr naturalnumbers none not or otherwise path pattern piece piecewise plus polygon
    polyline power product reals rect rem root sdev selector semantics sep set share sin stop sum switch
    symbol text tspan union use variance vector view
    """.split()  # noqa: SIM905
)
"""Names that are elements of SVG or MathML alone: the sanitizer takes what stands behind one, as well."""

ANYWHERE = frozenset(
    """
    abbr align alt aria-describedby aria-hidden aria-label aria-labelledby border cellpadding cellspacing char
    charoff class color colspan compact datetime dir headers height hspace id itemprop label lang nowrap open
    reversed role rowspan rules scope size span start style summary tabindex title type valign value vspace
    width data-tabs data-gap data-word data-linenums
    """.split()  # noqa: SIM905
)
ATTRIBUTES = {
    "a": frozenset({"href", "name", "rel", "hreflang"}),
    "audio": frozenset({"controls", "loop", "muted", "preload", "src"}),
    "blockquote": frozenset({"cite"}),
    "del": frozenset({"cite"}),
    "img": frozenset({"loading", "longdesc", "src", "srcset", "sizes"}),
    "ins": frozenset({"cite"}),
    "q": frozenset({"cite"}),
    "source": frozenset({"media", "sizes", "src", "srcset"}),
    "track": frozenset({"default", "kind", "src", "srclang"}),
    "video": frozenset({"controls", "loop", "muted", "playsinline", "poster", "preload", "src"}),
}
OF_GENERATED = frozenset({"checked", "disabled", "for", "href", "name"})
LINKS = frozenset({"ftp", "http", "https", "irc", "ircs", "mailto", "tel", "xmpp"})
LOADED = frozenset({"src", "poster", "srcset", "longdesc", "cite"})
"""The attributes whose address a browser asks for, or might."""
NOTHING = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"
"""A picture that cannot be broken: nothing, of no size."""

_CONTROL = "".join(map(chr, range(33)))
_SCHEME = lazy_pattern(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_ALIGNED = lazy_pattern(r"\s*text-align:\s*(?:left|right|center)\s*;?\s*", re.IGNORECASE)
# The theme and our scripts find their own parts by these; for two of them, the theme asks another host.
_RESERVED_ID = lazy_pattern(r"__(?!codelineno-|span-)|dockerlayers", re.IGNORECASE)
_RESERVED_CLASS = lazy_pattern(r"md-|mermaid$|arithmatex$|dockerlayers|note-(?:diagram|math)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """What a site allows beyond: other hosts (`*.host` with all below), and pages that are its own.

    `own` is the site's own host, if that is known.
    """

    hosts: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    own: str | None = None

    def has_host(self, host: str) -> bool:
        """Say whether what a host has may be shown."""
        return host == self.own or any(fnmatchcase(host, one.lower()) for one in self.hosts)

    def has_page(self, name: str) -> bool:
        """Say whether a page is shown as it is."""
        return any(fnmatchcase(name, one) for one in self.pages)


def read_scheme(address: str) -> str | None:
    """Return the scheme of an address in small letters, as a browser reads it; None for a relative one."""
    found = _SCHEME.match(_as_browsers_do(address))
    return found[1].lower() if found else None


def read_host(address: str) -> str | None:
    """Return the host that a browser would ask; None for the page's own."""
    text = _as_browsers_do(address)
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return None
    rest = text[scheme.end() :] if scheme else text
    if not scheme and not rest.startswith("//"):
        return None
    authority = re.split(r"[/?#]", rest.lstrip("/"), maxsplit=1)[0]
    return authority.rpartition("@")[2].partition(":")[0].lower()


def _as_browsers_do(address: str) -> str:
    return re.sub(r"[\t\n\r]", "", address).strip(_CONTROL).replace("\\", "/")


def find_foreign(address: str, allowed: Allowed) -> str | None:
    """Return the host of another site that an address is of; None if it is allowed, or the site's own."""
    host = read_host(address)
    return None if host is None or allowed.has_host(host) else host


def list_candidates(srcset: str) -> list[str]:
    """Return the addresses in a `srcset`."""
    return [one.split()[0] for one in re.split(r",\s|,(?=\S+:)|,(?=/)|\s,", srcset) if one.split()]


def is_aligned(style: str) -> bool:
    """Say whether a style does nothing but align text, as Markdown's tables do."""
    return bool(_ALIGNED.fullmatch(style))


def is_reserved_id(id_: str) -> bool:
    """Say whether an id is the theme's or ours: an element of an author's would be taken for its part."""
    return bool(_RESERVED_ID.match(id_))


def free_classes(classes: str) -> str:
    """Return the classes that are neither the theme's nor ours."""
    return " ".join(one for one in classes.split() if not _RESERVED_CLASS.match(one))
