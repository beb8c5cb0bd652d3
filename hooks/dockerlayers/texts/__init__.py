"""The texts, a folder for each language; `texts` reads them, `grammars` puts their words together."""

DEFAULT = "ko"
"""The language that has all texts, as HTML names it: https://www.rfc-editor.org/info/bcp47"""
