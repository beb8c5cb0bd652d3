"""The breakdown as text for a terminal."""
