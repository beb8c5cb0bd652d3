"""Show Dockerfiles as annotated breakdowns. A hook, for a site that does not list the plugin."""

from dockerlayers_site.plugin.events import combine_events
from dockerlayers_site.plugin.fences import Fences

globals().update(combine_events([Fences()]))
