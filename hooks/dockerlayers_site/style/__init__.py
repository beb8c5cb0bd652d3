"""The style of Korean prose in Markdown: terms, sentences, particles, endings and spelling."""
