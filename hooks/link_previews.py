"""Make a pasted link look right. A hook, for a site that does not list the plugin."""

from dockerlayers_site.plugin.events import combine_events
from dockerlayers_site.plugin.previews import Previews

globals().update(combine_events([Previews()]))
