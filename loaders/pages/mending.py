"""Mends text that was decoded with the wrong table, escaped twice, or left with a little markup in it."""

from __future__ import annotations

import html
import re

# "â€™" for "’": UTF-8 that was read as Windows-1252. Three characters at most follow the first.
_DECODED_TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}")
# The closing quotation mark's last byte is none of Windows-1252's; many programs drop it.
_LOST_CLOSING_QUOTE = re.compile("â€(?:\u009d|(?=[\\s.,;:!?)]|$))")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d?);", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|td|blockquote|article|section)\b[^<>]{0,300}/?>", re.IGNORECASE
)
_INLINE_TAG = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|small|sup|sub|mark|cite|time|abbr)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)


def mended_text(text: str) -> str:
    """Mend a page of plain text or Markdown; where nothing is broken it stays as it is."""
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if "<" in text:
        text = _INLINE_TAG.sub("", _BLOCK_TAG.sub("\n", text))
    return mended_characters(text)


def mended_characters(text: str) -> str:
    """Mend characters that were decoded with the wrong table."""
    if "â€" not in text and "Ã" not in text and "Â" not in text:
        return text
    return _DECODED_TWICE.sub(_as_utf8, _LOST_CLOSING_QUOTE.sub("”", text))


def _as_utf8(match: re.Match[str]) -> str:
    for end in range(len(match[0]), 1, -1):
        try:
            return match[0][:end].encode("windows-1252").decode("utf-8") + match[0][end:]
        except UnicodeError:
            continue
    return match[0]
