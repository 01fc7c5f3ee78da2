"""The rig notices every mistake of the protocol; if none of these seeds shows one any more, `--mutants` finds one that does."""

import pytest

from tests.faults.mutants import MUTANTS, hunt


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mistake_is_noticed(mutant, valkey_url):
    if mutant.skipped:
        pytest.skip(mutant.skipped)
    assert hunt(mutant, valkey_url) is not None
