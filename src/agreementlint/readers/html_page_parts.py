"""Which parts of a web page are no part of the text on it, by what they are called: menus and cookie notices."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from agreementlint.latepattern import LatePattern
from agreementlint.readers.html_tokens import Tag
from agreementlint.readers.titles import word_set


class PagePart(StrEnum):
    """What a part of a page is; "" is the text itself."""

    TEXT = ""
    MENU = "menu"
    COOKIES = "cookies"


PARTS: Final = word_set("div section aside dialog form footer header")
_MAY_BE: Final = PARTS | word_set("ul ol p span a")
# A page's text may stand in an element that has such a name by mistake, or because a notice was never closed.
HOLD_ALL_TEXT: Final = word_set("main article h1")  # what is around one of these is no such part either
_IS_TEXT: Final = {
    PagePart.MENU: word_set("main article p table blockquote h1 h2 h3 h4 h5 h6"),
    PagePart.COOKIES: word_set("main article table h1"),
}
_MENUS: Final = word_set(
    "menu nav navbar navigation breadcrumb breadcrumbs skip-link sub-menu dropdown-menu nav-menu main-menu top-menu"
    " mobile-menu site-menu primary-menu footer-menu main-nav site-nav top-nav share-buttons sharedaddy"
)
# "cookie-notice-container", not "cookies-not-set", which many a page calls its whole body.
_NOTICE = LatePattern(
    r"bar|banner|consent|notice|law|modal|popup|overlay|dialog|message|alert|container|wrapper|box|bot|yes"
)
_OF_MAKERS: Final = (
    "onetrust-", "cybotcookiebot", "usercentrics-", "didomi-", "cmplz-cookiebanner", "iubenda-cs-", "cky-consent",
    "cky-modal", "cky-overlay", "cli-bar", "cli-modal", "moove_gdpr_", "gdpr-banner", "gdpr-bar", "gdpr-notice",
)  # fmt: skip
_DIALOGUES: Final = word_set("dialog alertdialog region")


def part_of_page(tag: Tag, around: PagePart) -> PagePart:
    """What an element is that begins with this tag in such a part of the page."""
    if around is not PagePart.TEXT:
        return PagePart.TEXT if tag.name in _IS_TEXT[around] else around
    if not tag.attributes or tag.name not in _MAY_BE:
        return PagePart.TEXT
    names = f"{tag.attributes.get('id', '')} {tag.attributes.get('class', '')}".lower().split()
    if not _MENUS.isdisjoint(names):
        return PagePart.MENU
    if any(map(_is_of_cookies, names)):
        return PagePart.COOKIES
    is_dialogue = tag.attributes.get("role", "").lower() in _DIALOGUES
    if is_dialogue and "cookie" in tag.attributes.get("aria-label", "").lower():
        return PagePart.COOKIES
    return PagePart.TEXT


def _is_of_cookies(name: str) -> bool:
    at = name.find("cookie")
    return name.startswith(_OF_MAKERS) or (at >= 0 and _NOTICE.search(name, at) is not None)
