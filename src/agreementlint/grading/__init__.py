"""Marks a class: rubrics, submissions, marks with their reasons, overrides and feedback."""
