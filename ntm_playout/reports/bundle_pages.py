"""Bundle pages: what do people at a station read on paper, on a computer and on a phone?

The pages are for Vietnamese stations and always in Vietnamese.
"""

from collections.abc import Mapping

from ntm_playout.model.stations import Delivery
from ntm_playout.reports.bundle_contents import BundleContents, day_lines, heading, order_lines
from ntm_playout.reports.page_templates import for_notepad, render
from ntm_playout.reports.player_week import days_since_epoch, offset_s, player_week

HOW_TO_OPEN = "MO-THE-NAO.txt"
SCHEDULE = "lich-phat-song.html"
RUNNING_ORDERS = "kich-ban.html"
RUNNING_ORDERS_TEXT = "kich-ban.txt"
PLAYER = "PHAT-CHUONG-TRINH.html"
PLAYER_SCRIPT = "tuan.liq"


def station_pages(bundle: BundleContents) -> Mapping[str, bytes]:
    """Return every page of a station's bundle by file name."""
    return {
        HOW_TO_OPEN: for_notepad(how_to_open_text(bundle)),
        SCHEDULE: schedule_html(bundle).encode(),
        RUNNING_ORDERS: running_order_html(bundle).encode(),
        RUNNING_ORDERS_TEXT: for_notepad(running_order_text(bundle)),
        **_players(bundle),
    }


def schedule_html(bundle: BundleContents) -> str:
    """Return the week's schedule (lịch phát sóng tuần) as one A4 page with room to tick off what was aired."""
    return _render("schedule.html", bundle)


def running_order_html(bundle: BundleContents) -> str:
    """Return every running order of the week (kịch bản phát), with the time of day of each element."""
    return _render("running_orders.html", bundle)


def running_order_text(bundle: BundleContents) -> str:
    """Return the same running orders as plain text."""
    return _render("running_orders.txt", bundle)


def player_html(bundle: BundleContents) -> str:
    """Return a page that plays the week by itself, each programme at its time, and keeps a log of it."""
    return _render("player.html", bundle)


def player_script(bundle: BundleContents) -> str:
    """Return a liquidsoap script that does the same."""
    return _render("week.liq", bundle)


def how_to_open_text(bundle: BundleContents) -> str:
    """Return half a page on how the bundle is opened, played and imported, and until when it may be used."""
    return _render(f"how_to_open_{bundle.delivery}.txt", bundle)


def _players(bundle: BundleContents) -> Mapping[str, bytes]:
    """Return what plays the week where nobody presses a key, for those deliveries that are played by a computer."""
    match bundle.delivery:
        case Delivery.PC:
            return {PLAYER: player_html(bundle).encode()}
        case Delivery.PLAYOUT:
            return {PLAYER_SCRIPT: player_script(bundle).encode()}
        case _:
            return {}


def _render(name: str, bundle: BundleContents) -> str:
    week = player_week(bundle)
    return render(
        name,
        week=week,
        epoch_days=days_since_epoch(week),
        offset_s=offset_s(),
        head=heading(bundle),
        days=day_lines(bundle),
        orders=order_lines(bundle),
        calendar_name=bundle.calendar_name,
        sheet_name=bundle.sheet_name,
        playlist_name=bundle.playlist_name,
        schedule_name=SCHEDULE,
        running_orders_name=RUNNING_ORDERS,
        player_name=PLAYER,
        script_name=PLAYER_SCRIPT,
    )
