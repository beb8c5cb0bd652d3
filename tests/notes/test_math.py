"""Which dollars are those of a formula: what GitHub shows, and nothing of a shell's or a price."""

from __future__ import annotations

import time

import pytest
from markdown_it.token import Token

from dockerlayers_site.notes.formulas import FormulaError, convert_formula
from dockerlayers_site.notes.inline import make_inline_parser
from dockerlayers_site.notes.rewrite import make_block_parser, rewrite_note
from dockerlayers_site.pages.page_file import PageFile

INLINE, BLOCKS = make_inline_parser(), make_block_parser()


def find_formulas(text: str) -> list[str]:
    tokens: list[Token] = []
    INLINE.inline.parse(text, INLINE, {}, tokens)
    return [token.content for token in tokens if token.type == "math_inline"]


def find_blocks(text: str) -> list[str]:
    return [token.content for token in BLOCKS.parse(text) if token.type == "math_block"]


@pytest.mark.parametrize(
    "text",
    [
        # Variables of a shell, of make, nginx, PowerShell, Compose.
        "$HOME과 $PATH",
        "$A$B",
        "$A,$B",
        "$A/$B/$C",
        "${A}:${B}",
        "${TAG:-latest} ${TAG}",
        "${FOO}$",
        "$(pwd)/$(basename x)",
        "$PATH:$HOME/bin:$GOPATH/bin",
        "$USER@$HOST:$DIR",
        "-v $PWD:/app -e A=$B",
        '"$A":"$B"',
        "echo \"$A\" '$'",
        "PS1='$ '; x='$'",
        "$?,$@ 는",
        "$0, $1, $@",
        "$@:$<",
        "$<$^",
        "$scheme://$host$request_uri",
        "$env:A;$env:B",
        "$${A}:$${B}",
        "$ docker ps $",
        "$((1+2))$((3))",
        "$'a'$'b'",
        "for($i=0;$i<5;$i++)",
        "$_GET, $_POST, $_",
        # A dollar that is spoken of.
        "달러($)와 x_1($)",
        "기호('$')와 a=b('$')",
        "1$ = 1300원, 2$",
        # The shell's own number.
        "$$",
        "$$$$",
        "$$ 는 PID이고 $$ 는",
        "$$ is the pid and $$ too",
        # Prices.
        "$5 and $10",
        "가격은 $5이고 $6입니다",
        "US$5, AU$6",
        "$10-$20",
        "$5 or 10$",
        "$$5 and $$10",
        "$5/월, 10$",
        "5$와 6$",
        "$10짜리와 20$짜리",
        # Particles behind a dollar that is named, patterns, escapes and code.
        "값 $를 쓰고 $로",
        "^/api/$ and /b$",
        "^$|^#.*$",
        "`$x$`",
        r"\$x\$",
        "$a `b` c$",
        "a$b$c",
        "$x$2",
        "$x",
        "$ x$",
        "$x $",
    ],
)
def test_no_formula(text: str) -> None:
    assert find_formulas(text) == []


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("$x$", ["x"]),
        ("$x$는", ["x"]),
        ("값은$x$이다", ["x"]),
        (r"복잡도는 $O(n \log n)$입니다.", [r"O(n \log n)"]),
        ("$n$(개수)", ["n"]),
        ("$x_1$, $x_2$", ["x_1", "x_2"]),
        ("$$x$$", ["x"]),
        ("a $$ x = 1 $$ b", [" x = 1 "]),
        ("$`x|y`$", ["x|y"]),
        ("($x$)", ["x"]),
        (r"$속도 = \frac{a}{b}$입니다", [r"속도 = \frac{a}{b}"]),
        ("$a<b>c$", ["a<b>c"]),
        ("*$a*b$*", ["a*b"]),
        (r"$\{1\}$", [r"\{1\}"]),
        ("$|x|$", ["|x|"]),
        ("$f'(x)$", ["f'(x)"]),
        (r"$100\$$", [r"100\$"]),
        ("$2^{10}$개", ["2^{10}"]),
        ("[$x$](a)", ["x"]),
        ("$k$/$n$", ["k", "n"]),
        (r"\\$x$", ["x"]),
        ("$5, 그리고 $x$", ["x"]),
        ("$HOME은 $x$", ["x"]),
    ],
)
def test_formula(text: str, formulas: list[str]) -> None:
    assert find_formulas(text) == formulas


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("$$\nx\n$$", ["x"]),
        ("$$x$$", ["x"]),
        ("$$ x\n= y $$", [" x\n= y "]),
        ("글\n$$\nx\n$$\n글", ["x"]),
        ("- 글\n  $$\n  x\n  $$", ["x"]),
        ("> $$\n> # x\n> $$", ["# x"]),
        ("$$\nx\n\ny\n$$", []),
        ("$$\nx", []),
        ("    $$\n    x\n    $$", []),
        ("```\n$$\nx\n$$\n```", []),
        ("$$ 는 번호\n다음 줄 $$", []),
        ("$$x$$ 그리고 $$y$$", []),
        ("- $$\n  x\n$$", []),
    ],
)
def test_formula_of_its_own_lines(text: str, formulas: list[str]) -> None:
    assert find_blocks(text) == formulas


@pytest.mark.parametrize(
    "source",
    [
        r"\text{<img src=x onerror=alert(1)>}",
        r"\text{</mtext></math><script>alert(1)</script>}",
        r"\text{]]><style>@import 'http://host.example'</style>}",
        r"\color{red;background:url(http://host.example)}{x}",
        r"\textcolor{\"onclick=alert(1) \"}{x}",
        r"\operatorname{<svg onload=alert(1)>}",
        r"\begin{array}{c|c<script>}a&b\end{array}",
        r"\hspace{1em;background:url(//host.example)}",
        r"\href{javascript:alert(1)}{x}",
        r"\class{md-overlay}{x}\cssId{__search}{y}\style{position:fixed}{z}",
        r"\tag{<b onclick=alert(1)>}x",
        "<!--x--><annotation-xml encoding='text/html'><img src=x>",
    ],
)
def test_nothing_but_a_formula_comes_out(source: str) -> None:
    try:
        html = convert_formula(source, is_block=True)
    except FormulaError:
        return
    tags = html.split("<")[1:]
    assert all(
        tag.startswith(("m", "/m", "semantics", "/semantics", "annotation", "/annotation")) for tag in tags
    )
    attributes = [tag.partition(">")[0] for tag in tags]
    assert not any(bad in one for one in attributes for bad in (" on", "url(", "href", "src=", " id="))


def test_no_formula_defines_what_another_reads() -> None:
    convert_formula(r"\newcommand{\mine}{x}\mine", is_block=False)
    with pytest.raises(FormulaError, match="mine"):
        convert_formula(r"\mine", is_block=False)


@pytest.mark.parametrize(
    "text", ["$" * 20_000, "$a" * 10_000, "$$a\n" * 5_000, "$`" * 10_000, "<aside>\n" * 2_000]
)
def test_many_dollars_take_no_time(text: str) -> None:
    begin = time.process_time()
    rewrite_note(text.split("\n"), keep=str, page=PageFile(path="a.md"))
    assert time.process_time() - begin < 3
