"""Files of every format, spoiled at random: the short form of `make fuzz`."""

import pytest

from kg.formats import registry
from tests.formats.fuzzing import SEEDS, finds


def test_every_format_that_is_read_is_fuzzed():
    assert list(SEEDS) == registry.readers()


@pytest.mark.parametrize("name", SEEDS)
def test_a_spoiled_file_is_records_or_one_sentence(name):
    assert list(finds(name, 1, 25, lambda: False)) == []
