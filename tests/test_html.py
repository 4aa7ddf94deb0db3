"""What the HTML reader makes of a file."""

from __future__ import annotations

import pytest

from agreementlint.document import Block, BlockKind, Document, Format
from agreementlint.readers import read_document
from agreementlint.text import FilePlace, place_at


def read(text: str, format: Format = Format.HTML) -> Document:
    return read_document("agreement", text.encode(), format)


def words(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def outline(text: str, format: Format = Format.HTML) -> list[tuple[str, str, str]]:
    """The kind, the label and the words of each block."""
    document = read(text, format)
    return [(block.kind.value, block.label, words(document, block)) for block in document.blocks]


def depths(text: str, format: Format = Format.HTML) -> list[tuple[str, int]]:
    document = read(text, format)
    return [(words(document, block), block.level) for block in document.blocks if block.kind is BlockKind.ITEM]


def test_what_a_browser_does_not_show_is_left_out() -> None:
    source = (
        "<html><head><title>T</title><style>p {}</style></head><body><nav>Home</nav><p>Notes are"
        " <span hidden>not </span>kept <i style='display:none'>never</i><b aria-hidden=true>x</b>safe.</p>"
        "<script>if (1<2) write('<p>no</p>')</script><template><p>no</p></template><!-- no --><footer>Signed</footer>"
    )
    assert read(source).text == "Notes are kept safe.\nSigned"


def test_what_only_a_screen_reader_passes_over_is_read() -> None:
    """A page that is saved while a dialogue is open bears that mark on all of its text."""
    assert read("<main aria-hidden=true><p>The Coach keeps notes.</p></main>").text == "The Coach keeps notes."


def test_headings_lists_and_breaks() -> None:
    source = "<h2>4. Fees</h2><ol type=a><li>one<ul><li>deep</ul><li><p>two</p><p>more</p></ol><p>Name: Jo<br>Age: 4"
    assert outline(source) == [
        ("heading", "4.", "Fees"),
        ("item", "a.", "one"),
        ("item", "•", "deep"),
        ("item", "b.", "two"),
        ("paragraph", "", "more"),
        ("paragraph", "", "Name: Jo"),
        ("paragraph", "", "Age: 4"),
    ]
    assert [level for _, level in depths(source)] == [1, 2, 1]


def test_tables_and_lists_of_terms_have_heads() -> None:
    source = "<table><tr><th>What<th>How long<tr><td>Notes<td><p>3 years<p>after</table><dl><dt>Coach<dd>Jane</dl>"
    document = read(source)
    assert [(words(document, b), b.table, b.row, b.column, b.header) for b in document.blocks] == [
        ("What", 0, 0, 0, True),
        ("How long", 0, 0, 1, True),
        ("Notes", 0, 1, 0, False),
        ("3 years", 0, 1, 1, False),
        ("after", 0, 1, 1, False),
        ("Coach", 1, 0, 0, True),
        ("Jane", 1, 0, 1, False),
    ]


def test_a_cell_that_reaches_down_keeps_the_cells_beside_it_under_their_heads() -> None:
    source = (
        "<table><tr><th>Who<th>What<th>When<tr><td rowspan=2>Sponsor<td>Goals<td>Start<tr><td>Attendance<td>Monthly"
        "<tr><td colspan=2 rowspan=0>Coach<td>Always<tr><td>Never<tr><td>Last</table>"
    )
    document = read(source)
    assert [(words(document, each), each.row, each.column) for each in document.blocks][3:] == [
        ("Sponsor", 1, 0),
        ("Goals", 1, 1),
        ("Start", 1, 2),
        ("Attendance", 2, 1),
        ("Monthly", 2, 2),
        ("Coach", 3, 0),
        ("Always", 3, 2),
        ("Never", 4, 2),
        ("Last", 5, 2),
    ]


def test_a_table_that_lays_out_the_page_has_no_cells() -> None:
    assert outline("<table><tr><td><h2>Fees</h2><p>They are due.</table>") == [
        ("heading", "", "Fees"),
        ("paragraph", "", "They are due."),
    ]


def test_form_fields_show_what_is_filled_in_and_what_is_not() -> None:
    source = "<p>Coach: <input value='Jane Doe'><p>Client: <input name=c><p><input type=checkbox checked> I agree"
    assert outline(source) == [
        ("paragraph", "", "Coach: Jane Doe"),
        ("paragraph", "", "Client: ____"),
        ("item", "☒", "I agree"),
    ]


def test_entities_and_places() -> None:
    source = "<p>Coach\n &amp;   <b>client</b> agree."
    document = read(source)
    assert document.text == "Coach & client agree."
    assert place_at(document.pieces, 8) == FilePlace(21, 2, 13)


def test_an_embedded_page_and_an_open_comment_are_reported() -> None:
    unread = read("<p>One\n<iframe src=x></iframe>\n<p>Two <!-- three").unread
    assert [(part.part, part.why) for part in unread] == [
        ("line 2", "an embedded page is not read"),
        ("line 3", "all that follows is inside an HTML comment that is never closed"),
    ]


def test_html_inside_markdown_is_read() -> None:
    source = "# Terms\n\n<table>\n<tr><th>What</th><th>How</th></tr>\n<tr><td>Notes</td><td>shred</td></tr>\n</table>\n"
    assert [kind for kind, _, _ in outline(source)] == ["heading", "cell", "cell", "cell", "cell"]


def test_the_encoding_that_the_file_names_counts_before_a_guess() -> None:
    data = "<meta charset=windows-1252><p>The client’s notes".encode("cp1252")
    document = read_document("a.html", data)
    assert (document.text, document.notes) == ("The client’s notes", ())


def test_bold_cells_that_stand_apart_are_heads_and_images_are_noted() -> None:
    source = "<table><tr><td><b>What</b><td><b>How long</b><tr><td>Notes<td>3 years</table><img src=x>"
    document = read(source)
    assert [words(document, block) for block in document.blocks if block.header] == ["What", "How long"]
    assert document.notes == ("1 image not read",)


def test_preformatted_lines_keep_their_paragraphs() -> None:
    assert outline("<pre>Notes are kept\nfor a year.\n\nThen shredded.</pre><pre><code>x = 1</code></pre>") == [
        ("paragraph", "", "Notes are kept for a year."),
        ("paragraph", "", "Then shredded."),
        ("code", "", "x = 1"),
    ]


def test_words_that_are_kept_from_view_are_left_out_and_quoted_in_a_note() -> None:
    document = read(
        "<p>Seen.</p><div style='display:none'>Not <b>seen</b>.<script>no words</script></div><p hidden>Nor this.</p>"
        "<nav>Home</nav><i aria-hidden=true>*</i>"
    )
    assert document.text == "Seen."
    assert document.notes == ("Hidden text was left out, 20 characters: “Not seen . Nor this.”",)


def test_of_the_options_only_the_chosen_one_is_read() -> None:
    document = read("<p>Paid by <select><option>card<option selected>invoice</select></p>")
    assert [document.text[block.start : block.end] for block in document.blocks] == ["Paid by", "invoice"]


def test_the_summary_of_details_heads_what_it_opens() -> None:
    document = read("<details><summary>Secrets</summary><p>I tell nobody.</p></details>")
    assert document.blocks[0].bold


def test_white_space_that_is_written_as_an_entity_or_stands_in_a_field_is_white_space() -> None:
    source = (
        "<p>two&#10;years&#9;or&#13;&#32; more, soft&shy;ware</p><p><input value='Jane\n  Doe'> <input value='a&#10;b'>"
    )
    document = read(source)
    assert document.text == "two years or more, software\nJane Doe a b"
    assert place_at(document.pieces, document.text.index("Doe")) == FilePlace(source.index("Doe"), 2, 3)


TEXT = "<h1>Agreement</h1><p>The Coach keeps notes for two years.</p>"
NOTICE = "<p>We keep cookies for two years and share them.</p><button>Accept</button>"


@pytest.mark.parametrize(
    "beside",
    [
        f"<div id='cookie-law-info-bar'>{NOTICE}</div>",
        f"<section class='x cookieConsent'>{NOTICE}</section>",
        f"<div role=dialog aria-label='Cookie settings'><div>{NOTICE}</div></div>",
        f"<div id=onetrust-banner-sdk><h2>Cookies</h2>{NOTICE}</div>",
        "<div class='top-menu'><ul><li><a href=/>Home</a><li><a href=/fees>Fees and cancellation</a></ul></div>",
        "<ul id=main-nav class=menu><li>Home<ul class=sub-menu><li>Fees</ul></ul>",
        "<a class='skip-link screen-reader' href=#c>Skip to content</a>",
    ],
)
def test_menus_and_notices_of_cookies_are_no_text_and_a_note_says_so(beside: str) -> None:
    for source in (beside + TEXT, TEXT + beside):
        document = read(f"<body>{source}</body>")
        assert document.text == "Agreement\nThe Coach keeps notes for two years."
        assert [note.split(" was")[0] for note in document.notes] == ["What is a menu or a notice of cookies"]


@pytest.mark.parametrize(
    "around",
    [
        "<body class='cookies-not-set menu'>{}</body>",
        "<div class='container cookie-policy'>{}</div>",
        "<div id=cookie-wrapper><main>{}</main></div>",
        "<div class=cookie-box>{}</div>",
        "<div class=menu>{}</div>",
        "<div role=region aria-label=Agreement class='menu-open consent'>{}</div>",
    ],
)
def test_text_is_read_in_whatever_is_called_like_a_menu_or_a_notice(around: str) -> None:
    text = "<h1>Agreement</h1><p>One.</p><ul><li>Two.</ul><table><tr><td>Notes<td>two years</table>"
    document = read(around.format(f"<div>{text}</div>"))
    assert document.text == "Agreement\nOne.\nTwo.\nNotes\ntwo years"


def test_a_button_that_is_a_heading_is_one() -> None:
    source = "<h3><button aria-expanded=false>Fees</button></h3><div>The fee is EUR 90.</div><button>Send</button>"
    assert outline(source) == [("heading", "", "Fees"), ("paragraph", "", "The fee is EUR 90.")]
    assert read("<details><summary><button>Fees</button></summary>EUR 90</details>").text == "Fees\nEUR 90"


def test_a_page_of_which_most_is_called_a_menu_is_not_passed_over_in_silence() -> None:
    items = "<li>The Coach keeps notes for two years.<li>The Coach tells nobody what the Client says."
    unread = read(f"<body>\n<p>Agreement</p>\n<ul class=menu>{items}</ul></body>").unread
    assert [(part.part, part.may_hold_terms) for part in unread] == [("line 3", True)]
    assert not read(f"<body><p>Agreement</p><ol>{items}</ol><ul class=menu><li>Home</ul></body>").unread


def test_html_in_markdown_has_no_menus() -> None:
    source = "<ul class=menu>\n<li>The Coach keeps notes.</li>\n</ul>\n"
    assert read(source, Format.MARKDOWN).text == "The Coach keeps notes."
    assert read(f"<p>Agreement with Ms Adler</p>{source}").text == "Agreement with Ms Adler"
