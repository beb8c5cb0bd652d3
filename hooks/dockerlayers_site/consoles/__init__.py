"""Sessions are tests: what stands after `$` in the pages is run, and its output compared with what is shown.

`python -m dockerlayers_site consoles check` runs them, page by page, against a Docker Engine; `accept` takes
the new output into the pages.
"""
