"""A small workspace of six stations: the province, a district and four communes with two programmes a week."""

from tests.workspace.small import MELODY, Changes, edited

HEAD = "id,name,kind,unit,tier,parent,outlets,area,profile,windows,exempt_from,exempt_to,exempt_reason"
COMMUNES = ("xa-02635", "xa-02636", "xa-02637", "xa-02638")
NAMES = ("Cốc San", "Tả Phời", "Hợp Thành", "Đồng Tuyển")


def stations_table(exempt: tuple[str, ...] = ()) -> str:
    """Return stations.csv, with some communes exempt in the whole year."""
    rows = [
        HEAD,
        "tinh-10,Lào Cai,tỉnh,Đài Phát thanh - Truyền hình,province,,tv radio,,kinh,rural,,,",
        "huyen-080,Lào Cai,thành phố,Trung tâm,district,tinh-10,radio,I,kinh,rural,,,",
    ]
    for name, title in zip(COMMUNES, NAMES, strict=True):
        away = "2023-01-01,2023-12-31,Hỏng máy" if name in exempt else ",,"
        rows.append(f"{name},{title},xã,Đài Truyền thanh,commune,huyen-080,loudspeaker,I,kinh,rural,{away}")
    return "\n".join(rows) + "\n"


SEGMENT_HEAD = (
    "id,title,strand,topic,subtopic,audience,length,languages,origin,author,approver,approved_on,valid_to,priority"
)
SEGMENTS = tuple(f"tin-{number:02}" for number in range(1, 9))


def segments_table(unapproved: tuple[str, ...] = ()) -> str:
    """Return segments.csv, with some segments that nobody has approved."""
    rows = [SEGMENT_HEAD]
    for number, name in enumerate(SEGMENTS, 1):
        approval = "," if name in unapproved else "Trưởng phòng,2023-01-02"
        rows.append(
            f"{name},Tin số {number},NTM,a,chuyen-{number},nguoi-dan,{90 + 5 * number},vi-VN,tinh-10,Biên tập viên,"
            f"{approval},,5"
        )
    return "\n".join(rows) + "\n"


STAFF = "id,role,stations,languages,days,max_per_week,away_from,away_to\n" + "".join(
    f"truc-{number:02},Người phụ trách,{station} {other},vi-VN,T2-CN,14,,\n"
    for number, (station, other) in enumerate(zip(COMMUNES, COMMUNES[1:] + COMMUNES[:1], strict=True), 1)
)

SIX_STATIONS: Changes = {
    "stations.csv": stations_table(),
    "segments.csv": segments_table(),
    "staff.csv": STAFF,
    "calendar.yaml": "holidays: []\n",
    "habits.csv": None,
    "locks.csv": None,
    "segments/tin-02.hmn-VN.wav": None,
    **edited("programmes.yaml", ("except: {kind: thành phố, id: [xa-02636]}", "except: {kind: thành phố}")),
    **{f"segments/{name}.vi-VN.txt": f"Bà con chú ý tin {name}.\n" for name in SEGMENTS},
    **{
        f"audio_templates/sounds/{name}.yaml": MELODY.replace("length_s: 6", "length_s: 3")
        for name in ("nhac-hieu", "nhac-cat", "nhac-cho")
    },
}
"""What makes it of the small workspace."""
