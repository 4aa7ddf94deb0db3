"""Plots of a class as SVG inside a page: drawn without script, with their figures in words for whoever cannot see them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

WIDTH: Final = 640
LABEL: Final = 220  # room for the names of rows
ROW: Final = 26
PLOT: Final = 180  # height of a histogram
FOOT: Final = 36


def histogram(bins: Sequence[int], title: str) -> str:
    """Bars for counts of marks by tens of percent, from 0 to 100."""
    most = max(*bins, 1)
    step = WIDTH / len(bins)
    parts = []
    for number, count in enumerate(bins):
        left, height = number * step, PLOT * count / most
        parts.append(_rect(left + 3, PLOT + 20 - height, step - 6, height, "bar"))
        if count:
            parts.append(_text(left + step / 2, PLOT + 14 - height, str(count), "middle"))
        parts.append(_text(left, PLOT + 38, str(number * 100 // len(bins)), "start"))
    parts.append(_text(WIDTH, PLOT + 38, "100", "end"))
    parts.append(f'<line x1="0" y1="{PLOT + 20}" x2="{WIDTH}" y2="{PLOT + 20}" class="axis"/>')
    told = "; ".join(
        f"{number * 100 // len(bins)} to {(number + 1) * 100 // len(bins)} percent: {count}"
        for number, count in enumerate(bins)
    )
    return _svg(PLOT + 46, title, told, parts)


def bars(rows: Sequence[tuple[str, float | None]], title: str) -> str:
    """A bar for each named share from 0 to 1, with its whole percent; no bar where there is none."""
    room = WIDTH - LABEL - 50
    parts, told = [], []
    for number, (name, share) in enumerate(rows):
        top = number * ROW
        parts.append(_text(0, top + 17, _short(name), "start"))
        parts.append(_rect(LABEL, top + 5, room, ROW - 10, "room"))
        said = "not marked" if share is None else f"{round(100 * share)} %"
        if share is not None:
            parts.append(_rect(LABEL, top + 5, room * min(max(share, 0.0), 1.0), ROW - 10, "bar"))
        parts.append(_text(LABEL + room + 6, top + 17, said if share is not None else "–", "start"))
        told.append(f"{name}: {said}")
    return _svg(ROW * len(rows) + 4, title, "; ".join(told), parts)


def steps(values: Sequence[float | None], title: str) -> str:
    """A small line through shares (0 to 1) of groups from the weakest to the strongest; gaps where there are none."""
    width, height = 120, 40
    gap = width / max(len(values) - 1, 1)
    points = [
        (4 + number * gap, 4 + (1 - min(max(value, 0.0), 1.0)) * height)
        for number, value in enumerate(values)
        if value is not None
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    parts = [f'<polyline points="{line}" class="line"/>']
    parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" class="dot"/>' for x, y in points]
    told = ", ".join("none" if value is None else f"{round(100 * value)} %" for value in values)
    return _svg(height + 8, title, told, parts, width + 8, "small")


def _svg(height: float, title: str, told: str, parts: Sequence[str], width: float = WIDTH, look: str = "plot") -> str:
    name = escape(f"{title}. {told}")
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    return f'<svg class="{look}" role="img" aria-label="{name}" {size}>{"".join(parts)}</svg>'


def _rect(left: float, top: float, width: float, height: float, look: str) -> str:
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" class="{look}"/>'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _short(name: str) -> str:
    return name if len(name) <= 30 else name[:29].rstrip() + "…"
