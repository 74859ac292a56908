"""What long steps run on."""

import gc

import pytest

from ntm_playout.pipeline.work import no_search_for_cycles


def _fail_if_searching() -> None:
    raise (AssertionError if gc.isenabled() else KeyError)


@pytest.mark.parametrize("was_on", [True, False])
def test_searches_for_cycles_are_as_they_were_afterwards(was_on: bool) -> None:
    """Whatever happens meanwhile."""
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        with pytest.raises(KeyError), no_search_for_cycles():
            _fail_if_searching()
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()
