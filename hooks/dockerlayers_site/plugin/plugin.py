"""The plugin for MkDocs and ProperDocs: all features, in the order in which they work on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mkdocs.config.base import ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.plugins import BasePlugin

from dockerlayers_site.pages.messages import say_option
from dockerlayers_site.plugin.access import Access
from dockerlayers_site.plugin.bundles import Bundles
from dockerlayers_site.plugin.cache import Cache
from dockerlayers_site.plugin.checked import CheckedDays
from dockerlayers_site.plugin.contents import Contents
from dockerlayers_site.plugin.diagrams import Diagrams
from dockerlayers_site.plugin.encodings import Encodings
from dockerlayers_site.plugin.events import Guards, combine_events
from dockerlayers_site.plugin.fences import OF_TWO_FILES, Fences
from dockerlayers_site.plugin.garbage import Garbage, spare_loaded
from dockerlayers_site.plugin.glossary import Glossary
from dockerlayers_site.plugin.left import LeftFiles
from dockerlayers_site.plugin.links import Links
from dockerlayers_site.plugin.live import OF_EXERCISES, Live
from dockerlayers_site.plugin.missing import Missing
from dockerlayers_site.plugin.names import Names
from dockerlayers_site.plugin.notes import OF_DRAWINGS, Notes
from dockerlayers_site.plugin.options import Options
from dockerlayers_site.plugin.pages import Pages
from dockerlayers_site.plugin.prepared import PreparedPages
from dockerlayers_site.plugin.previews import Previews
from dockerlayers_site.plugin.reports import Reports
from dockerlayers_site.plugin.search import Search
from dockerlayers_site.plugin.serving import Serving
from dockerlayers_site.plugin.sessions import SessionRecords
from dockerlayers_site.plugin.system_scheme import SystemScheme
from dockerlayers_site.plugin.theme import Theme
from dockerlayers_site.plugin.titles import Titles
from dockerlayers_site.plugin.typography import Typography
from dockerlayers_site.plugin.whole_pages import WholePages
from dockerlayers_site.texts import load_site_texts

# Notes are rewritten before fences are looked for; links read what all others have put into a page.
_FEATURES = {
    "notes": Notes,
    "fences": Fences,
    "search": Search,
    "glossary": Glossary,
    "links": Links,
    "previews": Previews,
    "missing": Missing,
    "live": Live,
    "pages": Pages,
    "typography": Typography,
}
# What pages load that have something of a feature.
_STYLES_OF_SOME = {"notes": OF_DRAWINGS, "fences": OF_TWO_FILES, "live": OF_EXERCISES}


class DockerlayersPlugin(BasePlugin[Options]):
    """Hands each event to the features that are on.

    MkDocs makes a plugin anew for each build, so what a feature knows is of one build.
    """

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Read the options, and take over the events of what is on, before MkDocs asks which there are."""
        spare_loaded()
        errors, warnings = super().load_config(options, config_file_path)
        # The theme, whose language it may be, is not known here.
        texts = load_site_texts(str(options.get("language")))
        errors = [(name, ValidationError(say_option(str(problem), texts))) for name, problem in errors]
        if not errors:
            # Options without any key are an empty mapping, which is not the None of what is off.
            chosen = {name: self.config[name] for name in _FEATURES if self.config[name] is not None}
            own = [_FEATURES[name](options) for name, options in chosen.items()]
            notes = self.config.notes
            some = [styles for name, styles in _STYLES_OF_SOME.items() if name in chosen]
            drawn = [Diagrams()] if notes is not None and notes.diagrams else []
            always = [Garbage(), Reports(), Encodings(), Theme(), SystemScheme(), Names(), Titles(), Access()]
            ends = [CheckedDays(), SessionRecords(), Contents()]
            features, guards = [*always, *ends, *own, *some, *drawn, Bundles()], Guards()
            kept = _keep(features, guards) if self.config.cache else []
            vars(self).update(combine_events([*features, *kept], guards))
        return errors, warnings


def _keep(features: Sequence[object], guards: Guards) -> list[object]:
    """Return what keeps pages, and stands around all features."""
    cache = Cache()
    prepared = PreparedPages(features, guards, cache)
    whole = WholePages(features, guards, prepared.digests, cache.makers)
    return [cache, prepared, whole, Serving(), LeftFiles()]
