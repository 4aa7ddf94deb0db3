"""Words of a PDF file that a remark strikes out are no text of it, and the page they stood on was read."""

from __future__ import annotations

from test_pdf import LEFT, TOP, pdf, stream, typed, words

from agreementlint.readers.from_pdf import read_pdf


def test_words_that_a_remark_strikes_out_are_no_text_and_a_note_says_so() -> None:
    lines = typed("Notes are kept ten two years.", "The Coach tells nobody.", "The end.")
    corners = {
        "ten": (f"{LEFT + 77} {TOP + 8} {LEFT + 95} {TOP + 8} {LEFT + 77} {TOP - 2} {LEFT + 95} {TOP - 2}"),
        "all": "60 755 500 755 60 743 500 743",
    }
    strike = "<< /Type /Annot /Subtype /StrikeOut /F 4 /Rect [60 740 500 770] /Contents (Agreed) /QuadPoints [{}] >>"
    file = pdf(stream(lines), objects=("<< >>", strike.format(" ".join(corners.values()))), page_keys="/Annots [6 0 R]")
    document = read_pdf("a.pdf", file)
    assert [words(document, block) for block in document.blocks] == ["Notes are kept two years. The end.", "Agreed"]
    assert document.notes == ("Struck-out text was left out, 27 characters: “ten The Coach tells nobody.”",)


def test_a_page_whose_words_are_all_struck_out_was_read() -> None:
    strike = (
        "<< /Type /Annot /Subtype /StrikeOut /F 4 /Rect [60 740 500 775] /QuadPoints [60 775 500 775 60 755 500 755] >>"
    )
    below = [(LEFT, 600.0, 11.0, False, "The Coach tells nobody.")]
    pages = stream(typed("Notes are kept ten years.")), stream(below)
    document = read_pdf("a.pdf", pdf(*pages, objects=("<< >>", strike), page_keys="/Annots [6 0 R]"))
    assert "ten years" in document.notes[0]
    assert (document.text.strip(), document.unread) == ("The Coach tells nobody.", ())
