"""Numbers about marks: how far raters agree, how marks go together, and what each item of a test tells."""
