"""How pages are set: where Korean lines break, and what the style sheet and the script have to do with it."""
