"""The pages that explain what is to be mended: one for each build check and practice, and one of all."""
