"""The site: what MkDocs and Python-Markdown do with notes, fences, links, search and previews."""
