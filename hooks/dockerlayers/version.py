"""The version of the package, from which its build takes it as well; no metadata need be read to tell it."""

VERSION = "0.2.0"
