"""A site of files with names of every kind, each linked from each in every way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import yaml

from dockerlayers_site.links.command import main as links
from dockerlayers_site.pages.html import HtmlReader
from tests.support.building import Built, build_in_process
from tests.support.site import PREFIX


def nfd(text: str) -> str:
    """Return a text in decomposed letters, as macOS names files."""
    return unicodedata.normalize("NFD", text)


PAGES = (
    "index.md", "plain.md", "Guide.md", "한글.md", "01 도커 시작.md", nfd("분해된 이름.md"), "a b.md",
    "c(1).md", "C#.md", "무엇?.md", "100%.md", "50%25.md", "c++.md", "[메모].md", "README 복사본.md",
    "도커:기초.md", "그리고&또.md", "'따옴표'.md", '"큰따옴표".md', "느낌표!.md", "물결~.md",
    "골뱅이@.md", "세미;콜론.md", "쉼표,글.md", "a=b.md", "별*표*.md", "밑줄_글_.md", "달러$.md",
    "{중괄호}.md", "파이프|.md", "<꺾쇠>.md", "백틱`.md", "점.찍힌.이름.md", "日本語.md", "Café.md",
    "이모지🐳.md", "hangeul.md", "폴더 #1/시작?.md", nfd("나눈 폴더/글.md"), "폴더 #1/안쪽/README.md",
)  # fmt: skip
PICTURES = (
    "그림 1.png",
    nfd("분해 그림.png"),
    "그림#?.png",
    "pic(1).PNG",
    "100%.png",
    "[a]+b&c.png",
    "폴더 #1/속.png",
)
# What ends an address in Markdown's angle brackets, or begins another part of one.
_CODED = {letter: f"%{ord(letter):02X}" for letter in "%#?<>\\"}

CONFIG = """\
site_name: 이름
site_url: {address}
use_directory_urls: {directories}
theme:
  name: material
  language: ko
  font: false
plugins:
  - search
  - dockerlayers
validation:
  links:
    anchors: ignore
"""


@dataclass(frozen=True, kw_only=True)
class NamedSite:
    """A project with pages of these names."""

    folder: Path
    names: tuple[str, ...] = PAGES
    address: str = f"http://127.0.0.1{PREFIX}"
    directories: bool = True

    @property
    def docs(self) -> Path:
        return self.folder / "docs"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def write(self) -> None:
        """Write all pages with links to all others, the pictures, and a navigation of all."""
        for picture in PICTURES:
            _write(self.docs / picture, PNG)
        for name in self.names:
            _write(self.docs / name, self.page(name).encode())
        nav = yaml.safe_dump({"nav": [{title_of(name): name} for name in self.names]}, allow_unicode=True)
        config = CONFIG.format(address=self.address, directories=str(self.directories).lower())
        _write(self.folder / "mkdocs.yml", (config + nav).encode())

    def page(self, name: str) -> str:
        """Return a page that links to all pages and shows all pictures.

        The forms of an address take turns: from page to page each of a name is in Markdown once, and in HTML.
        """
        turn = PAGES.index(name) if name in PAGES else 0
        lines = [f"# {_label(name)} {{#top}}", "", "## 설치 & 실행?", "", f"찾을낱말{_word(name)}", ""]
        for other in self.names:
            one, two = _two_of(_written(other, name), turn)
            lines += [f"[{_label(other)}](<{one}#설치--실행>)", ""]
            lines += [f'<a href="{escape(two)}#설치--실행">{escape(title_of(other))}</a>', ""]
        for picture in PICTURES:
            one, two = _two_of(_written(picture, name), turn)
            lines += [f"![그림](<{one}>)", "", f'<img src="{escape(two)}" alt="그림">', ""]
        return "\n".join(lines)

    def build(self) -> Built:
        return build_in_process(self.folder / "mkdocs.yml")

    def command(self, *words: str) -> int:
        return links(["--docs", str(self.docs), "--site", str(self.site), *words])

    def html_pages(self) -> dict[str, str]:
        """Return the address of each page by its title, redirects left out."""
        found = {}
        for path in filter(Path.is_file, self.site.rglob("*.html")):
            html = path.read_text(encoding="utf-8")
            if "<article" in html and path.name != "404.html":
                address = path.relative_to(self.site).as_posix()
                found[PageLinks.read(html).title] = address.removesuffix("index.html")
        return found

    def leads_to(self, address: str) -> str:
        """Return the title of the page that an encoded address leads to, by redirects or at once."""
        for _ in range(3):
            path = self.site / unquote(urlsplit(address).path)
            reader = PageLinks.read(
                (path / "index.html" if path.is_dir() else path).read_text(encoding="utf-8")
            )
            if not reader.refresh:
                return reader.title
            address = urljoin(f"/{address}", reader.refresh).lstrip("/")
        raise AssertionError(address)


class PageLinks(HtmlReader):
    """The title of a page and the links and pictures of its author, with the words of each link."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.refresh = ""
        self.links: list[tuple[str, str]] = []
        self.pictures: list[str] = []
        self._within: str | None = None
        self._text = ""

    def enter(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "meta" and attributes.get("http-equiv") == "refresh":
            self.refresh = attributes["content"].partition("url=")[2]
        if tag == "img" and attributes.get("alt") == "그림":
            self.pictures.append(attributes["src"])
        if tag == "h1" or (tag == "a" and "class" not in attributes):
            self._within, self._text, self._href = tag, "", attributes.get("href", "")

    def leave(self, tag: str, *, is_own: bool) -> None:
        del is_own
        if tag == self._within == "h1":
            self.title = self._text.strip().removesuffix("¶")
        elif tag == self._within == "a":
            self.links.append((self._href, self._text))
            self._within = None

    def text(self, text: str) -> None:
        self._text += text


# The smallest picture.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _two_of(forms: Iterator[str], turn: int) -> tuple[str, str]:
    all_ = list(forms)
    return all_[turn % len(all_)], all_[(turn + 1) % len(all_)]


def title_of(name: str) -> str:
    """Return the title of the page with a name."""
    return f"제목 {unicodedata.normalize('NFC', name)}"


def _word(name: str) -> str:
    """Return a word of letters that is on one page alone."""
    return "".join(chr(0xAC00 + 28 * byte) for byte in name.encode())


def _label(name: str) -> str:
    """Return a title as Markdown shows it."""
    return "".join(
        f"&#{ord(letter)};" if letter in "[]<>*_`&|{}~$!\\\"'" else letter for letter in title_of(name)
    )


def _written(name: str, page: str) -> Iterator[str]:
    """Yield the forms of an address that authors and editors write: coded and not, composed and not."""
    path = "../" * page.count("/") + name
    for form in dict.fromkeys((unicodedata.normalize("NFC", path), nfd(path))):
        # What is before a colon would be a scheme.
        yield "./" + "".join(_CODED.get(letter, letter) for letter in form)
        yield quote(form)
