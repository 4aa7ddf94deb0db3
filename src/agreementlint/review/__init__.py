"""Reviews: a copy of the author's own file with a remark on the exact words of every finding."""
