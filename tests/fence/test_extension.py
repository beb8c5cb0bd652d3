"""The extension changes nothing but the fences of Dockerfiles."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from dockerlayers_site.fences.extension import DockerfileFences
from dockerlayers_site.plugin.fences import Fences
from tests.fence.pages import ROOT

_OTHER_FENCES = """
```python title="제목" linenums="1" hl_lines="2"
if True:
    print("<b>")
```

``` { .yaml #here .wide data-x="1" }
a: b
```

```text {unreadable
글
```

    ```python
    indented
    ```

> ```sh
> $ true
> ```

```python
never closed
"""


def _config(root: Path) -> MkDocsConfig:
    config = load_config(str(ROOT / "mkdocs.yml"), plugins=[])
    config.config_file_path = str(root / "mkdocs.yml")
    return config


def _convert(config: MkDocsConfig, *texts: str) -> list[str]:
    md = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    return [md.reset().convert(text) for text in texts]


def test_the_fences_are_registered_once(tmp_path: Path) -> None:
    config = _config(tmp_path)
    feature = Fences()
    for _ in range(3):
        feature.on_config(config)
    extensions: list[object] = [*config.markdown_extensions]
    assert sum(isinstance(one, DockerfileFences) for one in extensions) == 1


def test_superfences_comes_along(tmp_path: Path) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), plugins=[], markdown_extensions=["attr_list"])
    config.config_file_path = str(tmp_path / "mkdocs.yml")
    Fences().on_config(config)
    assert '<figure class="bd"' in _convert(config, "```dockerfile\nFROM alpine\n```")[0]


def test_other_fences_stay_as_superfences_makes_them(tmp_path: Path) -> None:
    plain = _convert(_config(tmp_path), _OTHER_FENCES)
    with_fences = Fences().on_config(_config(tmp_path))
    assert _convert(with_fences, _OTHER_FENCES) == plain
    assert "highlight" in plain[0]


def test_a_default_fence_of_the_site_is_kept(tmp_path: Path) -> None:
    config = _config(tmp_path)
    fence = {"name": "*", "class": "own", "format": lambda source, *_, **__: f"<p>own {source}</p>"}
    config.mdx_configs["pymdownx.superfences"]["custom_fences"] = [fence]
    Fences().on_config(config)
    html = _convert(config, "```python\nx\n```\n\n```dockerfile\nFROM alpine\n```\n")[0]
    assert "<p>own x</p>" in html
    assert '<figure class="bd"' in html


def test_a_page_leaves_nothing_to_the_next(tmp_path: Path) -> None:
    config = Fences().on_config(_config(tmp_path))
    block = "```dockerfile\nFROM alpine\n```\n"
    unclosed = "```dockerfile\nFROM alpine\n"
    first, _, last = _convert(config, block, unclosed, block)
    assert first == last
    fences = next(one for one in [*config.markdown_extensions] if isinstance(one, DockerfileFences))
    assert fences.problems == []


@pytest.mark.parametrize("is_disabled", [True, False])
def test_indented_code_is_none_of_ours(tmp_path: Path, is_disabled: bool) -> None:
    config = _config(tmp_path)
    config.mdx_configs["pymdownx.superfences"]["disable_indented_code_blocks"] = is_disabled
    Fences().on_config(config)
    html = _convert(config, "    ```dockerfile\n    FROM alpine\n    ```\n")[0]
    assert ('<figure class="bd"' in html) is is_disabled
