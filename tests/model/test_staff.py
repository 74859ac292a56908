"""Who works together."""

from ntm_playout.model.staff import crews_of
from tests.build import person


def test_stations_that_share_somebody_are_one_crew() -> None:
    """Directly or through others; each crew's stations and people are in order, and so are the crews."""
    staff = (
        person("truc-4", stations=("xa-9",)),
        person("truc-3", stations=("xa-3", "xa-2")),
        person("truc-2", stations=("xa-2", "xa-1")),
        person("truc-1", stations=("xa-3",)),
    )
    first, second = crews_of(staff)
    assert (first.stations, [one.id for one in first.people]) == (
        ("xa-1", "xa-2", "xa-3"),
        ["truc-1", "truc-2", "truc-3"],
    )
    assert (second.stations, [one.id for one in second.people]) == (("xa-9",), ["truc-4"])


def test_no_staff_no_crew() -> None:
    """Nobody works with nobody."""
    assert crews_of(()) == ()
