"""Drafts of agreements and plans: what is asked, and what the answers become with the rules' model clauses."""
