"""Names are kept from who marks: aliases stay, the order favours nobody, and no text, property or report tells a name."""

from __future__ import annotations

import unicodedata
import zipfile
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from every_container import change, para, run, word_file
from hypothesis import given, settings
from hypothesis import strategies as st

from agreementlint.errors import BadConfiguration
from agreementlint.grading.anonymity import (
    Allocation,
    aliases_for,
    aliases_text,
    allocated,
    marking_order,
    read_aliases,
)
from agreementlint.grading.keeping import as_json
from agreementlint.grading.marks import (
    Because,
    CriterionMark,
    Flag,
    FlagKind,
    MarkState,
    Quoted,
    Run,
    SubmissionMark,
)
from agreementlint.grading.scrubbed_docx import scrubbed_docx
from agreementlint.grading.scrubbing import scrubber_for, without_names
from agreementlint.grading.submission import Submission, SubmissionKey, SubmittedFile
from agreementlint.readers.from_docx import read_docx
from agreementlint.terms import Confidence, RuleId

Form = Literal["NFC", "NFD"]  # with accents on their letters, and apart

ROOT = Path(__file__).parents[1]


def student(name: str, key: str = "", **more: object) -> Submission:
    return Submission(SubmissionKey(key or name), name)


CLASS = [student(f"Student {number}", f"s{number}") for number in range(60)]
KEYS = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=30, unique=True).map(
    lambda keys: [SubmissionKey(key) for key in keys]
)


def test_an_alias_stays_when_others_hand_in_later() -> None:
    before = aliases_for(CLASS[:40], "autumn")
    after = aliases_for(CLASS, "another seed", before)
    assert after.seed == "autumn"
    assert set(before.aliases) <= set(after.aliases)
    assert len({alias for _, alias in after.aliases}) == 60
    assert aliases_for(CLASS[:40], "autumn") == before
    assert aliases_for(CLASS[:40], "spring").aliases != before.aliases


def test_an_alias_leads_back_to_the_student_by_the_map_alone() -> None:
    aliases = aliases_for([student("José Núñez, M.", "4711")], "autumn")
    alias = aliases.of(SubmissionKey("4711"))
    assert aliases.key_of(alias) == "4711"
    assert aliases.key_of("ZZ-999") is None
    assert read_aliases("map.csv", aliases_text(aliases)) == aliases
    assert read_aliases("map.csv", "\ufeff" + aliases_text(aliases)) == aliases


@pytest.mark.parametrize("name", ["=1+1", " @SUM(A1)", "'=1+1", "''-2", "O'Hara", "'t Hooft", "-2"])
def test_a_map_of_aliases_calculates_nothing_and_tells_the_very_name(name: str) -> None:
    aliases = aliases_for([student(name)], "autumn")
    text = aliases_text(aliases)
    assert read_aliases("map.csv", text) == aliases
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in text.splitlines()[1].split(","))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "map.csv:1:1: a map of aliases begins with alias,key,name,seed=…"),
        ("alias,key,name\nBD-234,1,Ann\n", "map.csv:1:1: "),
        ("alias,key,name,seed=x\nBD-234\n", "map.csv:2:1: an alias, a key and a name are wanted"),
        ("alias,key,name,seed=x\nBD-234,1,Ann\nBD-234,2,Bo\n", "map.csv:3:1: BD-234 or 2 is there twice"),
    ],
)
def test_a_map_of_aliases_that_is_no_map_is_refused_with_the_line(text: str, says: str) -> None:
    with pytest.raises(BadConfiguration) as error:
        read_aliases("map.csv", text)
    assert says in str(error.value)


@given(KEYS, st.text(max_size=5), st.text(max_size=5))
@settings(max_examples=30, deadline=None)
def test_the_order_holds_everybody_once_and_does_not_hang_on_the_order_of_the_names(
    keys: list[SubmissionKey], seed: str, marker: str
) -> None:
    order = marking_order(keys, seed, marker)
    assert sorted(order) == sorted(keys)
    assert marking_order(reversed(keys), seed, marker) == order


def test_every_marker_and_every_seed_has_an_order_of_its_own() -> None:
    keys = [each.key for each in CLASS]
    orders = {marking_order(keys, seed, marker) for seed in ("a", "b") for marker in ("Ann", "Bo")}
    assert len(orders) == 4
    assert tuple(keys) not in orders


@given(KEYS, st.integers(2, 5), st.integers(0, 10))
@settings(max_examples=30, deadline=None)
def test_work_is_shared_out_evenly_and_nobody_marks_the_same_twice(
    keys: list[SubmissionKey], markers: int, tenths: int
) -> None:
    names = [f"marker {number}" for number in range(markers)]
    found = allocated(keys, names, "seed", Fraction(tenths, 10))
    firsts = Counter(each.first for each in found.values())
    assert found.keys() == set(keys)
    assert max(firsts.values()) - min(firsts.get(name, 0) for name in names) <= 1
    assert sum(each.second != "" for each in found.values()) == -(-tenths * len(keys) // 10)
    assert all(each.first != each.second for each in found.values())


def test_every_two_of_three_markers_mark_some_work_together() -> None:
    found = allocated([each.key for each in CLASS], ["Ann", "Bo", "Cy"], "seed")
    assert len({frozenset((each.first, each.second)) for each in found.values()}) == 3


def test_who_marks_needs_to_be_said() -> None:
    keys = [each.key for each in CLASS]
    assert set(allocated(keys, ["Ann"], "seed", Fraction(0)).values()) == {Allocation("Ann")}
    for markers in ([], ["Ann", "Ann"], ["Ann"]):
        with pytest.raises(BadConfiguration):
            allocated(keys, markers, "seed")


MARIA = Submission(
    SubmissionKey("maria-lopez"),
    "María José López",
    (SubmittedFile("somewhere/maria.docx", "Maria Lopez final.DOCX", "ab", "maria/x.docx"),),
    ids=(("email", "mlopez@school.example"), ("participant", "123456")),
)


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("María José López agrees.", "BD-234 agrees."),
        ("maria lopez AGREES with LÓPEZ, María José.", "BD-234 AGREES with BD-234."),
        ("Signed: M. López (mlopez@school.example), no. 123456", "Signed: M. BD-234 (BD-234), no. BD-234"),
        ("Lopez_Maria.docx", "BD-234.docx"),
        ("María’s notes and MARÍA", "BD-234’s notes and BD-234"),
        ("Mariana and the marianas", "Mariana and the marianas"),
    ],
)
def test_a_name_is_found_in_every_order_and_spelling(text: str, scrubbed: str) -> None:
    assert scrubber_for(MARIA, "BD-234").text(text) == scrubbed


@pytest.mark.parametrize("name", ["Zoë O'Brien-Müller", "Zoë O’Brien‑Müller"])
@pytest.mark.parametrize("listed", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "text", ["Zoë O’Brien-Müller", "O'Brien‑Müller, Zoë", "Zoë", "O’Brien-Müller", "Zoe O'Brien-Muller"]
)
def test_a_name_is_found_however_its_signs_are_written(name: str, listed: Form, written: Form, text: str) -> None:
    scrubber = scrubber_for(student(unicodedata.normalize(listed, name)), "BD-234")
    assert scrubber.text(unicodedata.normalize(written, f"By {text} alone")) == "By BD-234 alone"


def test_a_name_that_is_a_word_stays_where_it_stands_alone() -> None:
    scrubber = scrubber_for(student("Will May"), "BD-234")
    assert scrubber.text("The Coach may speak; will may answer. Will May signs.") == (
        "The Coach may speak; BD-234 answer. BD-234 signs."
    )
    assert scrubber.text("Will the Coach answer? May the Client?") == "Will the Coach answer? May the Client?"


def test_further_names_such_as_those_of_a_client_can_be_taken_out() -> None:
    assert scrubber_for(student("Ann Ray"), "BD-234", ["Bo Lee-Smith"]).text("Ray and Lee-Smith") == "BD-234 and BD-234"


PROPERTIES = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>M L</dc:creator><dc:title>Agreement of Maria Lopez'
    "</dc:title><cp:lastModifiedBy>mlopez</cp:lastModifiedBy></cp:coreProperties>"
)
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="x/thumbnail" Target="docProps/thumbnail.jpeg"/>'
    '<Relationship Id="b" Type="x/attachedTemplate" TargetMode="External" Target="file:///C:/Users/maria.lopez/t.dotx"/>'
    "</Relationships>"
)


DIAGRAM = (
    '<dgm:t xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>Maria Lo</a:t></a:r>'
    "<a:r><a:t>pez, coach</a:t></a:r></a:p></dgm:t>"
)


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    out = BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_word_file_tells_the_name_nowhere() -> None:
    body = (
        para(run("Between Ma"), run("ría José Ló", "<w:b/>"), run("pez and the Client. "), run("Lopez signs."))
        + para(change("ins", run("Added by María")).replace('w:author="a"', 'w:author="Maria Lopez" w:initials="ML"'))
        + para(run("Nothing here."))
    )
    comment = f'<w:comment w:id="1" w:author="Maria Lopez" w:initials="ML">{para(run("I, López, ask"))}</w:comment>'
    parts = {
        "docProps/core.xml": PROPERTIES.encode(),
        "docProps/thumbnail.jpeg": b"Maria Lopez",
        "word/_rels/settings.xml.rels": LINKS.encode(),
        "word/diagrams/data1.xml": DIAGRAM.encode(),
        "customXml/item1.xml": "<Cover><Abstract>By María José López</Abstract></Cover>".encode(),
    }
    scrubbed = scrubbed_docx(
        "a.docx", with_parts(word_file(body, comments=comment), parts), scrubber_for(MARIA, "BD-234")
    )
    assert read_docx("a.docx", scrubbed).text == (
        "Between BD-234 and the Client. BD-234 signs.\nAdded by BD-234\nNothing here.\nI, BD-234, ask"
    )
    with zipfile.ZipFile(BytesIO(scrubbed)) as archive:
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
        everything = " ".join(archive.read(name).decode() for name in archive.namelist()).lower()
    assert not [
        name for name in ("maria", "maría", "lopez", "lópez", '"ml"', ">m l<", "thumbnail") if name in everything
    ]
    assert scrubbed == scrubbed_docx(
        "a.docx", with_parts(word_file(body, comments=comment), parts), scrubber_for(MARIA, "BD-234")
    )


def test_a_mark_tells_the_name_nowhere() -> None:
    quote = Quoted("Maria Lopez keeps it secret", 10, 37)
    because = Because(
        *(RuleId("a"), "Title", "held", Decimal(1), Decimal(1), Confidence.HIGH, "López says so.", (quote,)),
        near=((quote, "María may"),),
        doubt="Is it López?",
    )
    criterion = CriterionMark(
        *("c", "C", Decimal(1), Decimal(1), None, MarkState.AUTO, (because,)),
        by="Ann",
        reason="Lopez",
        comment="María!",
    )
    flag = Flag(FlagKind.SEVERAL_FILES, "Maria Lopez final.DOCX was marked.", (quote,))
    made = Run("r", 1, "h", "t", "rh", "ih")
    mark = SubmissionMark(MARIA, (criterion,), Decimal(1), Decimal(1), Decimal(0), Decimal(1), (flag,), made)
    shown = as_json(without_names(mark, scrubber_for(MARIA, "BD-234")))
    assert not [name for name in ("mar", "opez", "ópez", "123456") if name in shown.lower().replace("marked", "")]
    assert '"name":"BD-234-1.docx"' in shown
