"""Practices that Docker's build checks leave out: what costs most in real Dockerfiles."""
