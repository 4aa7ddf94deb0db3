"""What a document says: sections, statements, parties, typed quantities and its kind."""
