"""The addresses of the real site: short, in ASCII, and reached by the ids that headings had before."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.arrive import SiteAddresses
from dockerlayers_site.links.folder import read_site
from dockerlayers_site.links.inside import find_broken
from tests.support.site import DOCS, BuiltSite, page_url, sources

LONGEST = 40
every_page = pytest.mark.parametrize("source", sources(), ids=str)


@pytest.fixture(scope="module")
def site(built_site: BuiltSite) -> SiteAddresses:
    return read_site(built_site.folder, DOCS)


@every_page
def test_sections_and_examples_have_short_addresses_in_ascii(site: SiteAddresses, source: Path) -> None:
    page = site.pages[page_url(source)]
    assert page.sections
    assert [one.id for one in page.sections if not one.id.isascii() or len(one.id) > LONGEST] == []
    assert [id_ for id_ in page.others if not id_.isascii()] == []


@every_page
def test_a_section_answers_to_its_hangul_as_well(site: SiteAddresses, source: Path) -> None:
    page = site.pages[page_url(source)]
    hangul = [one for one in page.sections if any("가" <= character <= "힣" for character in one.text)]
    assert hangul
    assert [one.id for one in hangul if all(alias.isascii() for alias in one.aliases)] == []


def test_no_link_within_the_site_is_broken(built_site: BuiltSite) -> None:
    files = {path.relative_to(built_site.folder).as_posix() for path in built_site.folder.rglob("*")}
    assert list(find_broken(read_site(built_site.folder, DOCS), files)) == []


def test_every_published_address_is_on_the_site_or_decided_on(built_site: BuiltSite) -> None:
    site = read_site(built_site.folder, DOCS)
    assert [address for address in site.ledger if site.arrive(address) is None] == []


def test_the_records_are_not_published(built_site: BuiltSite) -> None:
    assert not (built_site.folder / ".links").exists()


def test_an_address_is_encoded_in_a_link() -> None:
    assert Address("가/", "나").url == f"{quote('가')}/#{quote('나')}"
