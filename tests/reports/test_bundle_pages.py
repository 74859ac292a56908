"""The pages of a bundle."""

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ntm_playout.model.stations import Delivery, Exemption, Outlet
from ntm_playout.model.time import ALWAYS
from ntm_playout.reports.bundle_contents import BundleContents
from ntm_playout.reports.bundle_pages import (
    how_to_open_text,
    running_order_html,
    running_order_text,
    schedule_html,
    station_pages,
)
from tests import build
from tests.conftest import Golden
from tests.reports.bundles import airing, bundle_contents, plan

GOLDEN = Path(__file__).parent / "golden"
VOID = {"meta", "col", "br", "wbr"}


class Page(HTMLParser):
    """Reads a page: its text, which tags are open, and what it asks for from outside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.outside: list[str] = []
        self.language = ""
        self.cells: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag and its references."""
        if tag not in VOID:
            self.open.append(tag)
        self.outside += [value or "" for name, value in attrs if name in {"src", "href"}]
        self.outside += [tag] if tag in {"script", "link", "img", "iframe"} else []
        self.language = dict(attrs).get("lang") or self.language
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        """See that tags close in order."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Gather the text of table cells."""
        if {"td", "th"} & set(self.open):
            self.cells[-1] += data


@pytest.mark.parametrize("render", [schedule_html, running_order_html])
def test_pages_are_whole_in_themselves(render: Callable[[BundleContents], str]) -> None:
    """A page is well-formed Vietnamese HTML in UTF-8 and asks for nothing from outside."""
    html = render(bundle_contents())
    page = Page(html)
    assert (page.open, page.outside, page.language) == ([], [], "vi")
    assert '<meta charset="utf-8">' in html
    assert "url(" not in html
    assert "@import" not in html


def test_the_schedule_holds_every_airing() -> None:
    """Each airing has its time, a box to tick and room for the true time; days off say so."""
    page = Page(schedule_html(bundle_contents()))
    text = " ".join(" ".join(cell.split()) for cell in page.cells)
    assert text.count("05:15 – 05:25") == 2
    assert text.count("17:15 – 17:25") == 2
    assert text.count("Không có lượt phát.") == 3
    assert schedule_html(bundle_contents()).count('class="box"') == 4
    assert "phát lại T6 07/04, 17:15" in text


def test_a_schedule_names_outlets_where_there_are_two() -> None:
    """A station with radio and television says which; another does not."""
    two = bundle_contents(station=build.station(outlets=(Outlet.TV, Outlet.LOUDSPEAKER)))
    assert "truyền thanh · tiếng Việt" in schedule_html(two)
    assert "truyền thanh · tiếng Việt" not in schedule_html(bundle_contents())
    assert "<dt>Kênh</dt>" in running_order_html(two)


def test_hostile_texts_stay_texts() -> None:
    """What a planner typed is shown as typed, whatever it looks like."""
    bundle = bundle_contents()
    nasty = '<script>alert("x")</script> & Co {{ 7 * 7 }}'
    bundle = replace(
        bundle,
        workspace=replace(bundle.workspace, programmes=(build.programme(name=nasty),)),
        station=build.station(name=nasty),
    )
    for html in (schedule_html(bundle), running_order_html(bundle)):
        assert Page(html).outside == []
        assert "&lt;script&gt;" in html
        assert "{{ 7 * 7 }}" in html
    assert nasty in running_order_text(bundle)


def test_scripts_can_be_read_out() -> None:
    """The running order carries the words of spoken segments, a paragraph a line, escaped."""
    html = running_order_html(bundle_contents())
    assert "<p>Kính thưa bà con.</p>" in html
    assert "<p>Mỗi nhà một hố rác, &lt;mỗi&gt; người một việc làm &amp; một thói quen.</p>" in html


def test_the_running_order_as_text(golden: Golden) -> None:
    """The text has every airing, element, length and mark."""
    golden(GOLDEN / "kich-ban.txt", running_order_text(bundle_contents()))


@pytest.mark.parametrize("delivery", Delivery)
def test_how_to_open_is_half_a_page(delivery: Delivery, golden: Golden) -> None:
    """The half page speaks of the bundle that it lies in, names its last day, and is short enough to be read."""
    text = how_to_open_text(bundle_contents(delivery=delivery))
    golden(GOLDEN / f"mo-the-nao-{delivery}.txt", text)
    assert len(text.splitlines()) <= 42
    assert max(len(line) for line in text.splitlines()) <= 80


def test_a_week_without_airings_still_has_pages() -> None:
    """A closed station's pages say that nothing is aired."""
    bundle = bundle_contents((), plan=plan())
    assert "Tuần này không có lượt phát." in running_order_html(bundle)
    assert "Tuần này không có lượt phát." in running_order_text(bundle)
    assert schedule_html(bundle).count("Không có lượt phát.") == 7


def test_an_exempt_station_reads_why() -> None:
    """Schedule and running orders of a station off the air say the reason."""
    exemption = Exemption(days=ALWAYS, reason="Máy phát hỏng")
    bundle = bundle_contents((), plan=plan(), station=build.station(exemption=exemption))
    for render in (schedule_html, running_order_html, running_order_text):
        assert "Tạm ngừng phát từ 03/04 đến 09/04: Máy phát hỏng." in render(bundle)


def test_an_airing_without_running_order_says_so() -> None:
    """Both forms say that there is no running order yet."""
    bare = airing("2023-04-04T05:15", edition="")
    bundle = bundle_contents((bare,), plan=plan(bare, duties=()), orders={}, files={})
    assert "Chưa có kịch bản cho lượt phát này." in running_order_html(bundle)
    assert "Chưa có kịch bản cho lượt phát này." in running_order_text(bundle)


@pytest.mark.parametrize(
    ("delivery", "player"),
    [
        (Delivery.PC, ["PHAT-CHUONG-TRINH.html"]),
        (Delivery.USB, []),
        (Delivery.PLAYOUT, ["tuan.liq"]),
        (Delivery.IP, []),
    ],
)
def test_pages_as_files(delivery: Delivery, player: list[str]) -> None:
    """HTML is plain UTF-8; text files are made for Notepad; the same input gives the same bytes."""
    pages = station_pages(bundle_contents(delivery=delivery))
    assert list(pages) == ["MO-THE-NAO.txt", "lich-phat-song.html", "kich-ban.html", "kich-ban.txt", *player]
    assert pages["lich-phat-song.html"].decode().startswith("<!DOCTYPE html>")
    for name in ("MO-THE-NAO.txt", "kich-ban.txt"):
        assert pages[name].startswith(b"\xef\xbb\xbf")
        assert pages[name].count(b"\r\n") == pages[name].count(b"\n") > 10
    assert pages == station_pages(bundle_contents(delivery=delivery))
