"""Docker's build checks, over the model."""
