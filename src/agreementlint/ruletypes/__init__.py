"""The type-checker of rule files: every name, value, comparison and condition, before any document is read."""
