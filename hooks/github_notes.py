"""Read pages as GitHub shows them. A hook, for a site that does not list the plugin."""

from dockerlayers_site.plugin.diagrams import Diagrams
from dockerlayers_site.plugin.events import combine_events
from dockerlayers_site.plugin.names import Names
from dockerlayers_site.plugin.notes import Notes
from dockerlayers_site.plugin.titles import Titles

globals().update(combine_events([Names(), Titles(), Notes(), Diagrams()]))
