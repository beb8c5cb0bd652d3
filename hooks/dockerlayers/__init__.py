"""Read a Dockerfile and tell what BuildKit makes of it: stages, layers, history, config, build checks."""
