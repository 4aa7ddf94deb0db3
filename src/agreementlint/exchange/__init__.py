"""Marks on their way to and from the systems that schools use; knows points and feedback, and nothing of rules."""
