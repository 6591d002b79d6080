import pytest

from kg.domain.addresses import same_page


@pytest.mark.parametrize(
    "address",
    [
        "http://www.example.org/talk",
        "HTTPS://Example.ORG:443/talk/#part",
        "https://example.org/talk?utm_source=x&fbclid=1",
    ],
)
def test_addresses_of_one_page_are_the_same(address):
    assert same_page(address) == "example.org/talk"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/talk?id=1",
        "https://example.org:8080/talk",
        "https://example.org/Talk",
        "https://other.org/talk",
        "https://[broken/talk",
    ],
)
def test_other_pages_are_others(address):
    assert same_page(address) != "example.org/talk"
