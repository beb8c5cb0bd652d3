"""What is known of base images."""
