"""Typst: Markdown written as Typst, and Typst set as PDF/UA-1.

Every text reaches Typst as a string, in which nothing but the quotation mark and the backslash is special.
"""

from __future__ import annotations

import base64
import datetime as dt
import html
import re
import struct
from functools import cache
from pathlib import Path
from typing import NoReturn, cast

import matplotlib as mpl
import typst
from mistune import BaseRenderer, BlockState

from analysis.errors import AnalysisError
from analysis.presentation import fonts
from analysis.presentation.markdown import is_comment, is_link, plain, refuse_picture
from analysis.reporting.export.markdown import Token

_LINE = 90
"""Letters of a table that fit on a line."""

_UNDISPLAYABLE = re.compile(r"the text `\"(.*)\"` could not be displayed", re.DOTALL)


def string(text: str) -> str:
    """Write a text as a Typst string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def png_as_svg(encoded: str) -> str:
    """Wrap a PNG picture in an SVG of its size, since Typst reads text and files but no base64.

    Parameters
    ----------
    encoded : str
        The PNG file in base64, as notebooks hold it.

    Returns
    -------
    str
    """
    # The header of a PNG file holds width and height at this place (ISO/IEC 15948, 11.2.2).
    width, height = struct.unpack(">II", base64.b64decode(encoded)[16:24])
    data = "".join(encoded.split())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )


def set_pdf(source: str, *, templates: Path, produced: dt.datetime | None) -> bytes:
    """Set a Typst document as PDF/UA-1, the same bytes on every machine.

    Parameters
    ----------
    source : str
        The document.
    templates : Path
        Folder of the files that it imports.
    produced : datetime, optional
        Date of creation to be written into the file, with its time zone.

    Returns
    -------
    bytes

    Raises
    ------
    AnalysisError
        Where the text has a character that none of the fonts has.
    """
    compiler = typst.Compiler(source.encode(), root=templates, font_paths=_fonts())
    try:
        return cast(bytes, compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=produced))
    except typst.TypstError as error:
        if found := _UNDISPLAYABLE.search(error.message):
            raise AnalysisError(
                f"the fonts of the PDF have no character for '{found[1]}'", expected="words instead of the symbol"
            ) from error
        raise


def _widths(rows: list[Token]) -> str:
    """Give a table of short cells the columns that it takes, and one of sentences the page, by their length."""
    # The head of a table is itself the row of its cells.
    columns = zip(*(row["children"] for row in rows), strict=False)
    longest = [max(len(plain(cell["children"])) for cell in column) for column in columns]
    if sum(longest) < _LINE:
        return str(len(longest))
    return "(" + "".join(f"{min(max(length, 14), 160) ** 0.7:.1f}fr, " for length in longest) + ")"


@cache
def _fonts() -> typst.Fonts:
    # Those of the machine would make another document of the same text; Typst brings its own, and matplotlib DejaVu.
    return typst.Fonts(
        include_system_fonts=False, font_paths=[fonts.folder(), Path(mpl.get_data_path()) / "fonts" / "ttf"]
    )


class TypstRenderer(BaseRenderer):
    """Writes Markdown as Typst."""

    NAME = "typst"

    def text(self, token: Token, state: BlockState) -> str:
        """Write text; entities such as ``&nbsp;`` are the characters that they name."""
        return f"#{string(html.unescape(token['raw']))};"

    def emphasis(self, token: Token, state: BlockState) -> str:
        """Write emphasised text."""
        return f"#emph{self._block(token, state)};"

    def strong(self, token: Token, state: BlockState) -> str:
        """Write strong text."""
        return f"#strong{self._block(token, state)};"

    def strikethrough(self, token: Token, state: BlockState) -> str:
        """Write struck-out text."""
        return f"#strike{self._block(token, state)};"

    def codespan(self, token: Token, state: BlockState) -> str:
        """Write code in a line."""
        return f"#raw({string(token['raw'])});"

    def linebreak(self, token: Token, state: BlockState) -> str:
        """Write a line break."""
        return "#linebreak();"

    def softbreak(self, token: Token, state: BlockState) -> str:
        """Write the end of a source line."""
        return " "

    def link(self, token: Token, state: BlockState) -> str:
        """Write a link with its address, or its text alone where it leads nowhere from here."""
        url, said = token["attrs"]["url"], plain([token])
        if not is_link(url):
            return self.render_tokens(token["children"], state) or f"#{string(said)};"
        spelt_out = "true" if said == url else "false"
        return f"#web-link({string(url)}, spelt-out: {spelt_out}){self._block(token, state)};"

    def image(self, token: Token, state: BlockState) -> NoReturn:
        """Refuse a picture."""
        refuse_picture(token["attrs"]["url"])

    def inline_html(self, token: Token, state: BlockState) -> str:
        """Show markup as text, and leave a comment out."""
        return "" if is_comment(token["raw"]) else f"#{string(token['raw'])};"

    def block_html(self, token: Token, state: BlockState) -> str:
        """Show markup as text, and leave a comment out."""
        return f"{self.inline_html(token, state)}\n\n"

    def paragraph(self, token: Token, state: BlockState) -> str:
        """Write a paragraph."""
        return f"{self.render_tokens(token['children'], state)}\n\n"

    def block_text(self, token: Token, state: BlockState) -> str:
        """Write the text of a list item."""
        return f"{self.render_tokens(token['children'], state)}\n"

    def block_code(self, token: Token, state: BlockState) -> str:
        """Write code as a block."""
        return f"#raw({string(token['raw'].rstrip())}, block: true);\n\n"

    def block_quote(self, token: Token, state: BlockState) -> str:
        """Write a quotation."""
        return f"#quote(block: true){self._block(token, state)};\n\n"

    def heading(self, token: Token, state: BlockState) -> str:
        """Write a heading."""
        return f"#heading(level: {token['attrs']['level']}){self._block(token, state)};\n\n"

    def thematic_break(self, token: Token, state: BlockState) -> str:
        """Write a line across the page."""
        return "#line(length: 100%);\n\n"

    def blank_line(self, token: Token, state: BlockState) -> str:
        """Write nothing."""
        return ""

    def list(self, token: Token, state: BlockState) -> str:
        """Write a list, numbered or not."""
        attrs = token["attrs"]
        arguments = f"tight: {'true' if token['tight'] else 'false'}"
        call = f"enum(start: {attrs.get('start', 1)}, {arguments})" if attrs["ordered"] else f"list({arguments})"
        return f"#{call}{''.join(self._block(item, state) for item in token['children'])};\n\n"

    def table(self, token: Token, state: BlockState) -> str:
        """Write a table with its head."""
        head, *bodies = token["children"]
        aligned = "".join(f"{cell['attrs']['align'] or 'left'}, " for cell in head["children"])
        headings = ", ".join(self._block(cell, state) for cell in head["children"])
        rows = [row for body in bodies for row in body["children"]]
        cells = "".join(f", {self._block(cell, state)}" for row in rows for cell in row["children"])
        columns = _widths([head, *rows])
        return f"#table(columns: {columns}, align: ({aligned}), table.header({headings}){cells});\n\n"

    def _block(self, token: Token, state: BlockState) -> str:
        return f"[{self.render_tokens(token['children'], state)}]"
