"""For which version of Docker a page holds, and when someone last saw that it does."""
