"""What a document says: sections, statements, parties, typed quantities and its kind.

`understand.py` calls in this order what is here; `model.py` is what comes out.

- Letters and layout: `matching` (odd forms of letters), `structure` (sections and statements), with `sentence_forms`,
  `generalities`, `examples`, `ticked` and `headless` for what is no plain statement, `answered` and `pointed` for
  statements that lean on a heading or on a part by its number.
- Kind: `kind` asks four questions in turn; `impression` is what it looks at.
- Parties: `parties` knows the words for each role, `named_parties` in which order the ways of naming somebody are trusted:
  `naming` (labels and definitions), `letters`, `described`, `commissions`, `introductions`; `callings` are words of the
  document's own, `names` what is written like a name, `wordings` patterns with their examples. `voices` says who is "I".
- Who is meant and who acts: `party_words` finds the mentions; `questions`, `addressed`, `pointed`, `attribution`,
  `forbidding` and `antecedents` mend them where a question, a letter, a heading or a pronoun says so.
- Concepts: `stances` holds where each stands, with `layout` for what introduces what and `stood_for` for pronouns;
  `mentions` shows the same by unit; `products` and `conditions` find what no lexicon lists.
- Beside these: `definitions`, `spoken` (the language).
"""
