"""The quick reading of rule files gives what the whole of YAML gives, and the same errors."""

from __future__ import annotations

import pytest
from ruamel.yaml.error import YAMLError

from agreementlint.packs import built_in_folder
from agreementlint.ruleyaml import plain_values, yaml_reader


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: 1\nb: [x, 'y', \"z\"]\nc: {d: true, e: ~, f: }\n",
        "- >-\n  folded\n  words\n- |\n  kept\n- -5\n- 012\n- 0x1f\n- 1.5\n- 2024-01-01\n- .inf\n",
        "- no\n- No\n- null\n- True\n- TRUE\n- Null\n- falsehood\n- False alarm\n- tea\n- find\n- 0\n- 2 years\n- '1'\n- -\n- 12:30\n",
        "a: &one {b: 1}\nc: *one\nd:\n  <<: *one\n",
        "a: !!str 1\n",
        "[a, b]: c\n",
        "{1: a, b: [[], {}]}",
        "--- a\n...\n",
        "just words",
    ],
)
def test_plain_values_are_those_of_yaml(text: str) -> None:
    assert repr(plain_values(text)) == repr(yaml_reader().load(text))


@pytest.mark.parametrize(
    "text", ["a: 1\na: 2\n", "a: [1\n", "a: 1\n---\nb: 2\n", "a: *gone\n", "a: !own 1\n", "- =\n", "\tx"]
)
def test_what_is_no_plain_yaml_is_the_error_that_it_always_was(text: str) -> None:
    with pytest.raises(YAMLError) as quick:
        plain_values(text)
    with pytest.raises(YAMLError) as whole:
        yaml_reader().load(text)
    assert str(quick.value) == str(whole.value)


def test_every_rule_file_is_read_alike() -> None:
    for path in sorted(built_in_folder().rglob("*.yaml"))[::7]:
        text = path.read_text(encoding="utf-8")
        assert plain_values(text) == yaml_reader().load(text), path
