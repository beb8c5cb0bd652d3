"""Words in angles that are names of SVG or MathML, too: what stands behind them is shown, as on GitHub."""

from __future__ import annotations

import pytest

from dockerlayers_site.safety.clean import clean_html
from dockerlayers_site.safety.policy import FOREIGN, Allowed


@pytest.mark.parametrize("name", sorted(FOREIGN))
def test_no_word_behind_one_is_lost(name: str) -> None:
    html = f"<p>앞 <{name}> 사이 <{name.upper()} x='>'> 뒤</{name}></p>"
    assert clean_html(html, Allowed(), "x").split() == ["<p>앞", "사이", "뒤</p>"]


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<svg><path d='x'></path>글</svg>뒤", "뒤"),
        ("<math><mi>x</mi></math>뒤", "뒤"),
        ('<img alt="<path> 글" src="a.png">', '<img alt="&lt;path&gt; 글" src="a.png">'),
        ("<path onload=run()>글<animate onbegin=run()>", "글"),
        ("<scr<none>ipt>run()</script>", "ipt&gt;run()"),
    ],
)
def test_nothing_else_passes(html: str, clean: str) -> None:
    assert clean_html(html, Allowed(), "x") == clean
