"""The texts, a folder for each language; `texts` reads them, `grammars` puts their words together."""
