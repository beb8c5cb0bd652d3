"""Show the parts of a page in both schemes. A hook of this site: its page of parts is for its own authors."""

from dockerlayers_site.pages.schemes import show_both

# So that several processes can make the pages.
DOES_SINGLE_PAGES = True


def on_page_content(html: str, **_: object) -> str:
    """Put each part that asks for it beside itself in the dark."""
    return show_both(html)
