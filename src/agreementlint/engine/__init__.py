"""The engine: the closed union of checks, how each is looked for, and the verdict that follows."""
