"""Read pages as GitHub shows them. A hook, for a site that does not list the plugin."""

from dockerlayers_site.plugin.events import combine_events
from dockerlayers_site.plugin.names import Names
from dockerlayers_site.plugin.notes import Notes

globals().update(combine_events([Names(), Notes()]))
