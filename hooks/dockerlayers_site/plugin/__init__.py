"""The adapters to MkDocs: one class a feature, and the plugin that is all of them."""
