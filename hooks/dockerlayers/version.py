"""The version of the package: to ask its metadata for it would be a fifth of the start of the command."""

VERSION = "0.2.0"
