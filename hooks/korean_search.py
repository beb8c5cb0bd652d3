"""Make the site's search understand Korean. A hook, for a site that does not list the plugin."""

from dockerlayers_site.plugin.events import combine_events
from dockerlayers_site.plugin.search import Search

globals().update(combine_events([Search()]))
