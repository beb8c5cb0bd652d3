"""Pages keep the addresses that they were published at; a new one takes none that is another's."""

from __future__ import annotations

import pytest

from dockerlayers_site.links.addresses import Address
from dockerlayers_site.links.assign import assign_addresses
from dockerlayers_site.links.decisions import Decisions
from dockerlayers_site.links.ledger import Ledger, PageRecord

_RECORDED = Ledger(
    pages={
        "hangeul/": PageRecord(title="한글", aliases=("한글/",)),
        "old-name/": PageRecord(title="옛", aliases=("레이어/",)),
        "plain/": PageRecord(title="x"),
        "한글!/": PageRecord(title="x"),
    }
)


@pytest.mark.parametrize(
    ("names", "ledger", "addresses"),
    [
        (["", "guide/", "한글/"], Ledger(), ["", "guide/", "hangeul/"]),
        (["hangeul/", "한글/", "한글!/"], Ledger(), ["hangeul/", "hangeul-3/", "hangeul-2/"]),
        (["Hangeul/", "한글/"], Ledger(), ["Hangeul/", "hangeul-2/"]),
        # What was published stays, whatever the rule says now, and whoever comes by the same name later.
        (["레이어/"], _RECORDED, ["old-name/"]),
        (["hangeul/", "한글/"], _RECORDED, ["hangeul-2/", "hangeul/"]),
        (["한글?/"], _RECORDED, ["hangeul-2/"]),
        # One that led to a file of its own name may lead to another file now.
        (["hangeul/"], _RECORDED, ["hangeul/"]),
        # What was published in Hangul gets another address, too; the old one leads there.
        (["한글!/"], _RECORDED, ["hangeul-2/"]),
        (["한글.html", "폴더 1/글.html"], Ledger(), ["hangeul.html", "poldeo-1/geul.html"]),
    ],
)
def test_addresses_are_kept_and_not_taken_twice(
    names: list[str], ledger: Ledger, addresses: list[str]
) -> None:
    found = assign_addresses(names, ledger, Decisions(), terms={})
    assert [found[name] for name in names] == addresses


def test_an_address_that_was_decided_on_is_not_given_again() -> None:
    ledger = Ledger(pages={"hangeul/": PageRecord(title="x")})
    moved = Decisions(moved={Address("hangeul/"): Address("guide/")})
    assert assign_addresses(["한글/"], ledger, Decisions(), terms={}) == {"한글/": "hangeul/"}
    assert assign_addresses(["한글/"], ledger, moved, terms={}) == {"한글/": "hangeul-2/"}


def test_the_address_of_another_file_is_not_given() -> None:
    found = assign_addresses(["한글.html"], Ledger(), Decisions(), terms={}, taken=["Hangeul.html"])
    assert found == {"한글.html": "hangeul-2.html"}
