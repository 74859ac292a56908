"""Reporting: in whose name does a report go out, to whom, and up to which day does it count?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """The reporting body, as Nghị định 30/2020/NĐ-CP asks a document to name it.

    `id` names it on the command line; `parent` is the governing body (empty if none stands above the title), `symbol`
    what follows the number (`BC-VPĐP`), `place` where it is signed; `addressees` stand under "Kính gửi"; `signer` is
    the office that signs, in the lines in which it is written; `recipients` are those that get a copy, `archive` is
    where the file stays.
    `cut_off_days` is how many days before the end of a period's last week counting stops.
    """

    id: str
    parent: str
    body: str
    symbol: str
    place: str
    addressees: tuple[str, ...]
    signer: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    archive: str = "VT"
    cut_off_days: int = 0
