"""The library in a reader's page: asked in JSON, it answers in JSON, and nothing else has to cross."""
