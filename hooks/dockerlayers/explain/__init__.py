"""The model and the knowledge to Korean annotations; the Korean is in texts/."""
