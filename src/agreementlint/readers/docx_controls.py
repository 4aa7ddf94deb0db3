"""Word's content controls: what their properties say of the words inside."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from agreementlint.readers.docx_fields import BOX, TICKED_BOX
from agreementlint.readers.docx_names import CONTROL_PROPERTIES, W, is_on

if TYPE_CHECKING:
    from lxml import etree

W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
CHECKBOX: Final = W14 + "checkbox"
CHECKED: Final = W14 + "checked"


class StandIn(StrEnum):
    """What is read in the place of a control's own characters."""

    BLANK = "____"
    TICKED = TICKED_BOX
    UNTICKED = BOX


def stand_in(control: etree._Element) -> StandIn | None:
    """What a content control comes to: a blank as long as it shows its prompt, the state of its check box, or None."""
    properties = next(control.iterchildren(CONTROL_PROPERTIES), None)
    if properties is None:
        return None
    box = properties.find(CHECKBOX)
    if box is not None:
        state = box.find(CHECKED)
        ticked = state is not None and state.get(W14 + "val", "1") not in ("0", "false", "off")
        return StandIn.TICKED if ticked else StandIn.UNTICKED
    return StandIn.BLANK if is_on(properties.find(W + "showingPlcHdr")) else None
