"""Keep every address of the site alive. A hook, for a site that does not list the plugin."""

from dockerlayers_site.plugin.events import combine_events
from dockerlayers_site.plugin.links import Links

globals().update(combine_events([Links()]))
