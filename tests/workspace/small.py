"""A small whole workspace as files, of which a test changes only what it is about."""

from pathlib import Path

from ntm_playout.workspace.load import Loaded, load_workspace

Changes = dict[str, str | bytes | None]
"""Files of other content, by name; None leaves one out."""

WORKSPACE = """\
name: Kế hoạch thử
province: tỉnh Lào Cai
language: vi
uid_domain: thu.ntm-playout.example
issued_at: 2023-01-03T08:00:00+07:00
counting_from: 2023-W02
tiers:
  - {id: province, name: cấp tỉnh}
  - {id: district, name: cấp huyện}
  - {id: commune, name: cấp xã}
languages: {vi-VN: tiếng Việt, hmn-VN: tiếng Mông}
profiles:
  - {id: kinh, shares: {vi-VN: 100}}
  - {id: mong, shares: {vi-VN: 40, hmn-VN: 60}}
voices: {vi-VN: vi}
"""

POLICY = """\
document: {number: 01/KH-UBND, title: Kế hoạch, issuer: UBND tỉnh, signed: 2023-01-03, from: 2022-01-01, to: 2023-12-31}
topics:
  - {id: a, code: policy_objectives, clause: III.1a, name: Nội dung a, strands: [NTM]}
  - {id: đ, code: ocop_products, clause: III.1đ, name: Nội dung đ, strands: [NTM, OCOP]}
audiences:
  - {id: nguoi-dan, name: người dân}
themes:
  - {year: 2023, title: Chủ đề, topics: [a]}
frames:
  - {month: 2023-04, title: Tháng tư, topics: [đ]}
quotas:
  - id: LC-B5
    clause: II.2-5
    text: ít nhất 01-02 chương trình
    tier: commune
    outlets: [loudspeaker]
    strand: NTM
    period: week
    floor: 1
    target: 2
    allows_exemption: true
    overrides:
      - {stations: {area: III}, target: 1}
targets:
  - {id: LC-N1, clause: II.2-3, text: chuyên trang, actor: Báo Lào Cai, tiers: [province], kind: count, period: week,
     floor: 1, outlet: newspaper, strand: NTM, activities: [newspaper-page]}
slogans:
  - {id: toan-dien, text: Toàn diện và bền vững, clause: I.1}
"""

STATIONS = """\
id,name,kind,unit,tier,parent,outlets,area,profile,windows,exempt_from,exempt_to,exempt_reason
tinh-10,Lào Cai,tỉnh,Đài Phát thanh - Truyền hình,province,,tv radio,,kinh,rural,,,
huyen-080,Lào Cai,thành phố,Trung tâm,district,tinh-10,radio,I,kinh,rural,,,
xa-02635,Cốc San,xã,Đài Truyền thanh,commune,huyen-080,loudspeaker,I,kinh,rural,,,
xa-02636,Tả Phời,xã,Đài Truyền thanh,commune,huyen-080,loudspeaker,III,mong,rural,2023-01-01,2023-06-30,Hỏng máy
"""

WINDOWS = """\
sets:
  - id: rural
    windows:
      - {days: T2-CN, start: "05:00", end: "05:45"}
      - {days: T2-CN, start: "17:00", end: "17:45", reserve_min: 10}
    relays:
      - {days: T3 T5, start: "17:00", end: "17:15", from: district}
    quiet_hours:
      - {start: "21:30", end: "05:00"}
  - id: tet
    windows:
      - {days: T2-CN, start: "06:00", end: "06:30", outlet: loudspeaker}
"""

PROGRAMMES = """\
programmes:
  - id: xa-ntm
    name: Nông thôn mới
    stations: {tier: commune, except: {kind: thành phố, id: [xa-02636]}}
    outlet: loudspeaker
    strand: NTM
    length_min: 10
    first_runs: {floor: 1, target: 2}
    repeats: 1
    template: ngan
    language: audience
    serves: [LC-B5]
"""

SEGMENTS = """\
id,title,strand,topic,subtopic,audience,length,languages,origin,author,approver,approved_on,valid_to,priority
tin-01,Đường mới về bản,NTM,a,giao-thong,nguoi-dan,2:00,vi-VN,tinh-10,Biên tập viên,Trưởng phòng,2023-01-10,,7
tin-02,Nước sạch,NTM,đ,nuoc-sach,nguoi-dan,90,vi-VN hmn-VN,xa-02635,Biên tập viên,Trưởng phòng,10/01/2023,2024-12-31,
"""

STAFF = """\
id,role,stations,languages,days,max_per_week,away_from,away_to
truc-01,Người phụ trách,xa-02635 xa-02636,vi-VN hmn-VN,T2-CN,14,,
truc-02,Phát thanh viên,xa-02636,hmn-VN,T3 T5,2,2023-04-03,2023-04-05
"""

CALENDAR = """\
holidays:
  - {match: tết nguyên đán, stations: {tier: commune}, windows: tet}
  - {match: Quốc khánh, topics: [a]}
lunar:
  - {name: Rằm tháng Giêng, day: 15, month: 1, topics: [đ]}
changes:
  - {stations: {id: [xa-02635]}, from: 2023-04-05, windows: none, reason: Sửa máy}
blackouts:
  - {stations: {parent: huyen-080}, from: 2023-04-06T17:00, to: 2023-04-06T18:00, reason: Mất điện}
"""

HABITS = """\
station,programme,ordinal,repeat,day,start
xa-02635,xa-ntm,1,,T3,17:15
xa-02635,xa-ntm,1,x,T4,05:00
"""

LOCKS = """\
station,programme,run,date,start,reason
xa-02635,xa-ntm,first,2023-06-07,05:10,Khách mời trực tiếp
"""

TEMPLATE = """\
name: Chương trình ngắn
target_lufs: -16
bitrate_kbps: 64
gap_ms: 480
cues:
  - {kind: ident, sound: nhac-hieu, planned_s: 6}
  - {kind: greeting, text: "{station}, {place}. Mời bà con nghe {programme}.", planned_s: 9}
  - {kind: segment}
  - {kind: slogan, planned_s: 8}
sting: {sound: nhac-cat, planned_s: 3}
filler: {sound: nhac-cho}
"""

MELODY = """\
beats_per_minute: 96
length_s: 6
notes:
  - {pitch: 69, start: 0, length: 1, level_db: -3}
  - {pitch: 71, start: 1, length: 1.5}
"""

FILES = {
    "workspace.yaml": WORKSPACE,
    "policy.yaml": POLICY,
    "stations.csv": STATIONS,
    "windows.yaml": WINDOWS,
    "programmes.yaml": PROGRAMMES,
    "segments.csv": SEGMENTS,
    "staff.csv": STAFF,
    "calendar.yaml": CALENDAR,
    "habits.csv": HABITS,
    "locks.csv": LOCKS,
    "segments/tin-01.vi-VN.txt": "Bà con chú ý.\n",
    "segments/tin-02.vi-VN.txt": "Nước sạch đã về.\n",
    "segments/tin-02.hmn-VN.wav": "RIFF",
    "audio_templates/ngan.yaml": TEMPLATE,
    "audio_templates/sounds/nhac-hieu.yaml": MELODY,
    "audio_templates/sounds/nhac-cat.yaml": MELODY,
    "audio_templates/sounds/nhac-cho.yaml": MELODY,
}


def write_workspace(root: Path, changes: Changes | None = None) -> Path:
    """Write the workspace into `root`, changed."""
    for name, content in (FILES | (changes or {})).items():
        if content is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def load_changed(root: Path, changes: Changes | None = None) -> Loaded:
    """Write the workspace into `root`, changed, and load it; problems speak of it as `ws`."""
    return load_workspace(write_workspace(root, changes), shown_as="ws")


def places_and_codes(loaded: Loaded) -> list[str]:
    """Return where each problem stands and its code."""
    return [f"{problem.source}: {problem.code}" for problem in loaded.problems]


def edited(name: str, *edits: tuple[str, str]) -> Changes:
    """Return a file of the workspace with each first text replaced by the second; it must stand there once."""
    text = FILES[name]
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        text = text.replace(old, new)
    return {name: text}
