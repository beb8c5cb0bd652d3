"""What a Dockerfile makes, of what, and how it is run: facts of the model, told in no language."""
