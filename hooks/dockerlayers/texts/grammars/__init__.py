"""How a language puts words together, where its texts alone do not say it."""
