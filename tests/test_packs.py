"""Rule folders are checked before any document is read, and kept compiled for the next start."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from agreementlint.cachefolder import cache_folder
from agreementlint.errors import BadConfiguration
from agreementlint.ourpickles import BadPickle, unpickled
from agreementlint.packs import compile_rules, load_rules
from agreementlint.rule import KeptCases
from agreementlint.rulecache import read_cache, write_cache

LEXICON = "- concept: secrecy\n  phrases: [confidential, secret]\n"
RULE = """title: A rule
severity: error
kinds: [two_party]
subject: secrecy
passes_when: It is said.
why: It matters.
advice: Say it.
model_clause: It is said.
check:
  states:
    act: secrecy
cases:
  held: [All is secret.]
  violated: [Nothing much.]
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AGREEMENTLINT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def folder(tmp_path: Path, rule: str = RULE, lexicon: str = LEXICON) -> Path:
    root = tmp_path / "rules"
    (root / "lexicon").mkdir(parents=True)
    (root / "family").mkdir()
    (root / "lexicon" / "words.yaml").write_text(lexicon, encoding="utf-8")
    (root / "family" / "a-rule.yaml").write_text(rule, encoding="utf-8")
    return root


def faults(root: Path) -> str:
    with pytest.raises(BadConfiguration) as error:
        load_rules([root])
    return str(error.value)


def test_a_rule_has_its_file_name_as_id_and_its_folder_as_family(tmp_path: Path) -> None:
    [rule] = load_rules([folder(tmp_path)]).rules
    assert (rule.id, rule.family) == ("a-rule", "family")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("severity: error", "severty: error", "a-rule.yaml:2:1: unknown key 'severty'; did you mean 'severity'?"),
        ("severity: error", "severity: grave", "a-rule.yaml:2:11: severity:"),
        ("act: secrecy", "act: secrecies", "no concept 'secrecies' in the lexicon; did you mean 'secrecy'?"),
        (
            "act: secrecy",
            "act: secrecy\n    firmly: true",
            "a-rule.yaml:12:5: unknown key 'firmly'; did you mean 'firm'?",
        ),
        (
            "  states:",
            "  stats:",
            "a check has one of the keys states, shows, all, any, none, elsewhere, differs, compares, code; did you mean 'states'?",
        ),
        (
            "check:\n  states:\n    act: secrecy",
            "check:\n  code: imposible-date",
            "a-rule.yaml:10:3: code: there is no check 'imposible-date'; did you mean 'impossible-date'?",
        ),
        (
            "check:\n  states:\n    act: secrecy",
            "check:\n  code: impossible-date\nunless: {shows: signatures}",
            "a-rule.yaml:11:1: unless: does not go with 'code'",
        ),
        (
            "check:\n  states:\n    act: secrecy",
            "check:\n  any: [{code: impossible-date}]",
            "a check has one of the keys states, shows, all, any, none",
        ),
        ("kinds: [two_party]", "kinds: [threesome]", "a-rule.yaml:3:"),
        ("  held: [All is secret.]\n", "  held: []\n", "a-rule.yaml:13:"),
        ("title: A rule", "title: [A rule", "not YAML"),
    ],
)
def test_a_mistake_in_a_rule_is_told_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert message in faults(folder(tmp_path, RULE.replace(old, new)))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    said = faults(folder(tmp_path, RULE.replace("severity: error", "severity: grave").replace("why:", "wy:")))
    assert "severity" in said
    assert "'wy'" in said
    assert "^" in said


@pytest.mark.parametrize(
    ("lexicon", "message"),
    [
        ("- concept: secrecy\n  phrases: ['(a|b']\n", "unbalanced bracket"),
        ("- concept: secrecy\n  phrase: [a]\n", "unknown key 'phrase'; did you mean 'phrases'?"),
        ("- concept: coach\n  phrases: [a]\n- concept: secrecy\n", "'coach' is built in"),
        (
            "- concept: secrecy\n  includes: [secrets]\n",
            "words.yaml:2:14: there is no concept 'secrets' in the lexicon; did you mean 'secrecy'?",
        ),
        ("- concept: secrecy\n- concept: secrecy\n", "is defined in"),
    ],
)
def test_a_mistake_in_the_lexicon_is_told(tmp_path: Path, lexicon: str, message: str) -> None:
    assert message in faults(folder(tmp_path, lexicon=lexicon))


def test_two_rules_of_one_name_are_refused(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / "other").mkdir()
    (root / "other" / "a-rule.yaml").write_text(RULE, encoding="utf-8")
    assert "there is a rule 'a-rule'" in faults(root)


def test_a_table_of_weights_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / "resemblance.tsv").write_text("# heading\nnonsense\n", encoding="utf-8")
    assert "resemblance.tsv:2:1" in faults(root)


def test_compiled_rules_are_kept_and_a_damaged_file_is_made_anew(tmp_path: Path, own_cache: Path) -> None:
    root = folder(tmp_path)
    first = load_rules([root])
    [kept] = own_cache.glob("*.rules")
    content = kept.read_bytes()
    for damaged in (b"", b"rubbish", content[:-10], content[:40] + bytes((content[40] ^ 1,)) + content[41:]):
        kept.write_bytes(damaged)
        assert [rule.id for rule in load_rules([root]).rules] == [rule.id for rule in first.rules]
        assert kept.read_bytes()[:22] == content[:22]  # written anew, whole
        assert len(kept.read_bytes()) > 60


def test_kept_rules_and_their_cases_are_those_that_were_compiled(tmp_path: Path) -> None:
    root = folder(tmp_path)
    compiled, kept = load_rules([root]), load_rules([root])
    assert kept.rules == compiled.rules
    [before], [after] = compiled.rules, kept.rules
    assert isinstance(after.cases, KeptCases)
    assert not isinstance(before.cases, KeptCases)
    assert after.cases == before.cases
    assert after.cases != before.cases[1:]
    assert after.cases[:1] == before.cases[:1]
    assert [case.text for case in after.cases] == [case.text for case in before.cases] != []
    assert hash(after) == hash(before)
    assert repr(after) == repr(before)


def test_a_changed_rule_is_compiled_anew(tmp_path: Path) -> None:
    root = folder(tmp_path)
    load_rules([root])
    path = root / "family" / "a-rule.yaml"
    path.write_text(RULE.replace("A rule", "Another title"), encoding="utf-8")
    assert load_rules([root]).rules[0].title == "Another title"


def test_a_cache_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("AGREEMENTLINT_CACHE_DIR", str(blocked))
    assert cache_folder() == blocked
    assert len(load_rules([folder(tmp_path)]).rules) == 1


@pytest.mark.parametrize("name", ["os.getpid", "key_of", "pickle.loads"])
def test_a_tampered_cache_can_name_nothing_but_our_classes(own_cache: Path, name: str) -> None:
    module = "agreementlint.rulecache"
    body = b"\x80\x04\x8c" + bytes([len(module)]) + module.encode() + b"\x8c" + bytes([len(name)]) + name.encode()
    body += b"\x93)R."  # calls what the two words name
    own_cache.mkdir(exist_ok=True)
    (own_cache / "key.rules").write_bytes(b"agreementlint-rules-2\n" + hashlib.sha256(body).digest() + body)
    with pytest.raises(BadPickle, match=name):
        unpickled(body)
    assert read_cache("key") is None


def test_compiled_rules_are_found_again(tmp_path: Path) -> None:
    contents = [(path, path.read_bytes()) for path in folder(tmp_path).rglob("*.yaml")]
    write_cache("key", compile_rules(contents))
    assert read_cache("key") is not None


def test_the_compiled_rules_that_were_not_used_for_longest_go(own_cache: Path, tmp_path: Path) -> None:
    ruleset = compile_rules([(path, path.read_bytes()) for path in folder(tmp_path).rglob("*.yaml")])
    for number in range(8):
        write_cache(f"key-{number}", ruleset)
        os.utime(own_cache / f"key-{number}.rules", (number, number))
    (own_cache / "rules-broken-off").write_bytes(b"half")
    (own_cache / "rules-before").write_bytes(b"half")
    assert read_cache("key-0") is not None  # it has been used now
    write_cache("key-8", ruleset)
    kept = {path.stem for path in own_cache.glob("*.rules")}
    assert kept == {"key-0", *(f"key-{number}" for number in range(2, 9))}
    assert len(list(own_cache.glob("rules-*"))) == 1  # it may be one that is being written


def test_a_user_without_a_home_folder_has_no_cache_and_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for variable in ("AGREEMENTLINT_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert len(load_rules([folder(tmp_path)]).rules) == 1


def test_a_folder_that_is_named_like_a_rule_is_told(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / "family" / "b-rule.yaml").mkdir()
    assert "b-rule.yaml: is a directory" in faults(root)
