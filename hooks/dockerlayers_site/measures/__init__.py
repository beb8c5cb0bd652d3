"""Build Dockerfiles with a real engine, and write down how large the layers are and how long it took."""
