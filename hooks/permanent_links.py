"""Keep every address of the site alive. A hook, for a site that does not list the plugin."""

from dockerlayers_site.plugin.events import combine_events
from dockerlayers_site.plugin.links import Links
from dockerlayers_site.plugin.names import Names

globals().update(combine_events([Names(), Links()]))
