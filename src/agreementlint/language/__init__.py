"""Words, stems, sentences, scope and quantities: what can be said of English without knowing the subject."""
