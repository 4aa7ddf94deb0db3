"""Passages that texts share word for word, found by winnowing; what it means that they do is for people to say."""
