"""Spoken text: is official Vietnamese said as an announcer says it?"""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ntm_playout.audio.lexicon import LEXICON
from ntm_playout.audio.spoken_text import spoken_text

Y2022 = "năm hai nghìn không trăm hai mươi hai"
Y2023 = "năm hai nghìn không trăm hai mươi ba"

DATES = [
    ("Ngày 03/01/2023", f"Ngày mùng ba tháng một {Y2023}"),
    ("ngày 03 tháng 01 năm 2023", f"ngày mùng ba tháng một {Y2023}"),
    ("họp 22-02-2022", f"họp ngày hai mươi hai tháng hai {Y2022}"),
    ("họp 5.4.2023", f"họp ngày mùng năm tháng tư {Y2023}"),
    ("từ 2023-04-03", f"từ ngày mùng ba tháng tư {Y2023}"),
    ("từ ngày 3 đến ngày 9/4/2023", f"từ ngày mùng ba đến ngày mùng chín tháng tư {Y2023}"),
    ("từ 3-9/4", "từ ngày mùng ba đến mùng chín tháng tư"),
    ("lễ 30/4-1/5", "lễ ngày ba mươi tháng tư đến ngày mùng một tháng năm"),
    ("sáng 2/9, ngày 8/3", "sáng ngày mùng hai tháng chín, ngày mùng tám tháng ba"),
    ("kỷ niệm 20/11", "kỷ niệm ngày hai mươi tháng mười một"),
    ("mùng 10/3 âm lịch", "mùng mười tháng ba âm lịch"),
    ("mùng 10 tháng 3", "mùng mười tháng ba"),
    ("tháng 4 và tháng 12", "tháng tư và tháng mười hai"),
    ("mỗi tháng 4 lần, trong 4 tháng", "mỗi tháng bốn lần, trong bốn tháng"),
    ("mỗi ngày 2 buổi", "mỗi ngày hai buổi"),
    ("tháng 4/2023", f"tháng tư {Y2023}"),
    ("cuối 10/2023", f"cuối tháng mười {Y2023}"),
    ("quý II/2023 và quý IV", f"quý hai {Y2023} và quý tư"),
    ("quý 4", "quý tư"),
    ("năm 2023", Y2023),
]
HOURS = [
    ("lúc 17h30", "lúc mười bảy giờ ba mươi phút"),
    ("lúc 05:00", "lúc năm giờ"),
    ("lúc 5 giờ 15 phút", "lúc năm giờ mười lăm phút"),
    ("lúc 17g05", "lúc mười bảy giờ năm phút"),
    ("05:00-05:45 hằng ngày", "năm giờ đến năm giờ bốn mươi lăm phút hằng ngày"),
    ("từ 5h-6h", "từ năm giờ đến sáu giờ"),
    ("06:30:15", "sáu giờ ba mươi phút mười lăm giây"),
    ("phát 24/24h, trực 24/7", "phát hai mươi tư trên hai mươi tư giờ, trực hai mươi tư trên bảy"),
]
DOCUMENTS = [
    (
        "Quyết định số 263/QĐ-TTg ngày 22/02/2022 của Thủ tướng Chính phủ",
        f"Quyết định số hai trăm sáu mươi ba ngày hai mươi hai tháng hai {Y2022} của Thủ tướng Chính phủ",
    ),
    ("Kế hoạch số 01/KH-UBND.", "Kế hoạch số một của ủy ban nhân dân."),
    ("theo 263/QĐ-TTg", "theo quyết định hai trăm sáu mươi ba của Thủ tướng"),
    ("Nghị định 30/2020/NĐ-CP", "Nghị định ba mươi năm hai nghìn không trăm hai mươi của Chính phủ"),
    (
        "Quyết định số 41/2022/QĐ-UBND ngày 12/10/2022 của UBND tỉnh",
        f"Quyết định số bốn mươi mốt {Y2022} ngày mười hai tháng mười {Y2022} của ủy ban nhân dân tỉnh",
    ),
    (
        "Quyết định 1828/QĐ-BNN-VPĐP",
        "Quyết định một nghìn tám trăm hai mươi tám của Bộ Nông nghiệp và Phát triển nông thôn",
    ),
    ("Chỉ thị số 13-CT/TU", "Chỉ thị số mười ba của tỉnh ủy"),
    ("Luật số 31/2018/QH14", "Luật số ba mươi mốt năm hai nghìn không trăm mười tám của Quốc hội khóa mười bốn"),
    ("Công văn số 1273/BTTTT-TTCS", "Công văn số một nghìn hai trăm bảy mươi ba của Bộ Thông tin và Truyền thông"),
    ("lô 12/AB-CD", "lô mười hai, a bê xê dê"),
]
QUANTITIES = [
    ("phát 2-3 lần/tuần", "phát hai đến ba lần mỗi tuần"),
    ("ít nhất 01-02 chương trình", "ít nhất một đến hai chương trình"),
    (
        "giai đoạn 2021 - 2025",
        "giai đoạn hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm",
    ),
    ("01 chuyên mục/tuần", "một chuyên mục mỗi tuần"),
    ("đạt 90,5%", "đạt chín mươi phẩy năm phần trăm"),
    ("tăng 15-20%", "tăng mười lăm đến hai mươi phần trăm"),
    ("tăng 15%-20%/năm", "tăng mười lăm phần trăm đến hai mươi phần trăm mỗi năm"),
    ("bao nhiêu %", "bao nhiêu phần trăm"),
    ("giá 1.250.000 đ", "giá một triệu hai trăm năm mươi nghìn đồng"),
    ("50.000đ/kg", "năm mươi nghìn đồng mỗi ki lô gam"),
    ("hơn 1,2 tỷ đồng", "hơn một phẩy hai tỷ đồng"),
    ("45 triệu đồng/người/năm", "bốn mươi lăm triệu đồng mỗi người mỗi năm"),
    ("bình quân 15 tiêu chí/xã", "bình quân mười lăm tiêu chí mỗi xã"),
    ("cấp huyện/xã", "cấp huyện, xã"),
    ("12,5 ha lúa", "mười hai phẩy năm héc ta lúa"),
    ("nghìn ha, tấn/ha", "nghìn héc ta, tấn mỗi héc ta"),
    ("3.000 m2; 20 m³", "ba nghìn mét vuông; hai mươi mét khối"),
    ("60 km/h", "sáu mươi ki lô mét mỗi giờ"),
    ("cao 5m, nặng 200g", "cao năm mét, nặng hai trăm gam"),
    ("nhiệt độ -2°C", "nhiệt độ âm hai độ xê"),
    ("2 x 15 phút", "hai nhân mười lăm phút"),
    ("17/19 tiêu chí, 10/10 xã", "mười bảy trên mười chín tiêu chí, mười trên mười xã"),
    ("2/3 số hộ, 3/4 diện tích", "hai phần ba số hộ, ba phần tư diện tích"),
    ("½ diện tích", "một phần hai diện tích"),
    ("tiêu chí 1,2,3", "tiêu chí một, hai, ba"),
    ("1,250,000 hộ", "một triệu hai trăm năm mươi nghìn hộ"),
    ("công nghiệp 4.0", "công nghiệp bốn chấm không"),
    ("thứ 2, thứ 4, lần thứ 1", "thứ hai, thứ tư, lần thứ nhất"),
    ("đại hội lần thứ XIII", "đại hội lần thứ mười ba"),
    ("khu vực III, thế kỷ XXI", "khu vực ba, thế kỷ hai mươi mốt"),
    ("đợt I. Sau đó", "đợt một. Sau đó"),
    (
        "gọi 0214.3.840.123 hoặc 0987654321",
        "gọi không hai một bốn, ba, tám bốn không, một hai ba hoặc không chín tám bảy sáu năm bốn ba hai một",
    ),
    ("≥ 90 hộ", "ít nhất chín mươi hộ"),
    ("khoản 2 điểm đ", "khoản hai điểm đ"),
    ("xã ٣", "xã ba"),
]
WORDS = [
    ("Chương trình MTQG xây dựng NTM", "Chương trình mục tiêu quốc gia xây dựng nông thôn mới"),
    ("sản phẩm OCOP", "sản phẩm ô cốp"),
    ("BCĐ, VPĐP, HTX", "ban chỉ đạo, văn phòng điều phối, hợp tác xã"),
    ("HĐND, UBND xã", "hội đồng nhân dân, ủy ban nhân dân xã"),
    ("Đài PTTH tỉnh", "Đài phát thanh truyền hình tỉnh"),
    ("Trung tâm VH, TT-TT", "Trung tâm văn hóa, thể thao, truyền thông"),
    ("Sở TT&TT", "Sở thông tin và truyền thông"),
    ("BCĐ các CT MTQG TW", "ban chỉ đạo các chương trình mục tiêu quốc gia trung ương"),
    ("TP. Lào Cai, TP.Lào Cai", "thành phố Lào Cai, thành phố Lào Cai"),
    ("thị trấn N.T Phong Hải", "thị trấn nông trường Phong Hải"),
    ("N.T. Phong Hải, N.T.Phong Hải", "nông trường Phong Hải, nông trường Phong Hải"),
    ("THÔNG BÁO CỦA XÃ", "thông báo của xã"),
    ("quỹ FAO và VOV1", "quỹ ép a o và vê o vê một"),
    ("đường QL4D", "đường quốc lộ bốn D"),
    ("dịch COVID-19", "dịch cô vít mười chín"),
    ("livestream trên Facebook, ZALO", "lai xờ trim trên phây búc, da lô"),
    ("KH của hộ kh", "kế hoạch của hộ kh"),
    ("chè, mật ong, v.v...", "chè, mật ong, vân vân."),
    ("kinh tế - xã hội", "kinh tế xã hội"),
    ("Phát thanh - Truyền hình", "Phát thanh Truyền hình"),
    ("NTM – hướng đi mới", "nông thôn mới, hướng đi mới"),
    ("sản phẩm (OCOP) “sạch”.", "sản phẩm, ô cốp, sạch."),
    ("http://ocop.gov.vn", "ocop chấm gov chấm vn"),
    ("a@b.gov.vn", "a a còng b chấm gov chấm vn"),
    ("anh & em", "anh và em"),
]
HOSTILE = [
    ("", ""),
    (" \n\t ", ""),
    ("👍🎉", ""),
    ("你好, bà con", "bà con"),
    ("bà\u200bcon\ufeff", "bàcon"),
    ("bà\x00\x01con", "bà con"),
    ("...,,,", ""),
    ("①② ፩", "mười hai"),
    ("[[phoneme]] <b>", "phoneme, dưới b hơn"),
]


@pytest.mark.parametrize(("written", "said"), [*DATES, *HOURS, *DOCUMENTS, *QUANTITIES, *WORDS, *HOSTILE])
def test_a_text_is_said_as_an_announcer_says_it(written: str, said: str) -> None:
    """Dates, hours, documents, quantities and abbreviations of the plans come out in words."""
    assert spoken_text(written) == said


def test_lists_become_sentences_and_wrapped_lines_do_not() -> None:
    """A bullet or number begins a sentence; a line that goes on in the next does not end one."""
    text = "Tin vui:\n- NTM về\n  làng\n- OCOP\n1. Ba\n\nIII. Kết"
    assert spoken_text(text) == "Tin vui: nông thôn mới về làng. ô cốp. một. Ba.\n\nba. Kết"


def test_a_line_that_ends_a_sentence_ends_a_paragraph() -> None:
    """Scripts have a paragraph a line: the voice takes a longer breath there."""
    assert spoken_text("Xin chào.\nMời bà con\nnghe.") == "Xin chào.\n\nMời bà con nghe."


@pytest.mark.parametrize("said", sorted(set(LEXICON.values())))
def test_what_the_lexicon_says_needs_no_saying(said: str) -> None:
    """No word of the lexicon is again an abbreviation."""
    assert spoken_text(said) == said


@given(st.text())
@example("10½ 3² ٣٤ Ⅲ ①")
@example("1" * 5000)
def test_nothing_is_left_that_a_voice_cannot_say(text: str) -> None:
    """Whatever comes in, out come Latin letters, spaces and pauses, in NFC, without a digit."""
    said = spoken_text(text)
    assert all(one.isalpha() or one in " \n.,;:!?" for one in said)
    assert not any(one.isdigit() for one in said)
    assert said == unicodedata.normalize("NFC", said)


PIECES = [written for written, _ in (*DATES, *HOURS, *DOCUMENTS, *QUANTITIES, *WORDS)]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.sampled_from([". ", ", ", "\n", "\n\n", " "]))
def test_what_is_said_once_is_said_the_same_again(pieces: list[str], joint: str) -> None:
    """A text in words stays as it is."""
    said = spoken_text(joint.join(pieces))
    assert spoken_text(said) == said


def test_a_long_text_is_said_in_good_time() -> None:
    """Ten thousand digits, dashes or letters are no trap for the patterns."""
    pieces = ("1", "1/", "-", "A", "a ", "1.", "ngày ", "IX", "\n", " ", "1,", "a.", "a-", "@", "1 người/", "1/A-")
    before = time.process_time()
    for piece in pieces:
        spoken_text(piece * (10_000 // len(piece)))
    assert time.process_time() - before < len(pieces)
