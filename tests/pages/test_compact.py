"""What a page loads is without what only authors read; all else of it stays as it was."""

from __future__ import annotations

import pytest

from dockerlayers.render.styles import load_styles
from dockerlayers_site.pages.compact import compact_script, compact_style

_SCRIPT = """\
/* What it does;
   in two lines. */
(() => {
  // Why.
  const address = "https://example.org/*"; // stays

  const a = /\\/*x/.test("// no comment") /* within */ + `  ${address}`;
  /* before */ a()
    /** told */
    + 1
})();
"""


def test_a_script_loses_lines_of_comment_and_what_sets_lines_in() -> None:
    assert compact_script(_SCRIPT).splitlines() == [
        "(() => {",
        'const address = "https://example.org/*"; // stays',
        'const a = /\\/*x/.test("// no comment") /* within */ + `  ${address}`;',
        "/* before */ a()",
        "+ 1",
        "})();",
    ]


def test_a_text_over_several_lines_is_not_touched() -> None:
    script = "  const text = `\n  // a line of it\n\n`;\n"
    assert compact_script(script) == script


@pytest.mark.parametrize(
    ("style", "compact"),
    [
        ("/* one */\n.a,\n.b > .c {\n  color: red;\n}\n", ".a,.b > .c{color: red;}"),
        ('.a::before { content: "{ /* ; */ \\" }" / ""; }', '.a::before{content: "{ /* ; */ \\" }" / "";}'),
        (".a { width: calc(1px + 2px); margin: 0\n  auto }", ".a{width: calc(1px + 2px);margin: 0 auto}"),
        (".a{background:url('data:a, b; c')}", ".a{background:url('data:a, b; c')}"),
        ("@media (a) and (b) { .a .b { --x: 1, 2 } }", "@media (a) and (b){.a .b{--x: 1,2}}"),
    ],
)
def test_a_style_loses_comments_and_blanks(style: str, compact: str) -> None:
    assert compact_style(style) == compact


def test_a_style_that_is_compact_stays() -> None:
    once = compact_style(load_styles())
    assert compact_style(once) == once
    assert len(once) < len(load_styles())
