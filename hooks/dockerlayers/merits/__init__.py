"""What a Dockerfile does well."""
