"""The gradebook: every run's marks, the markers' decisions and who changed what, in a file or on a server."""
