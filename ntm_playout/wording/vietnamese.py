"""The Vietnamese wording of every problem, by code."""

from collections.abc import Mapping

VIETNAMESE: Mapping[str, str] = {
    # what the system refuses, and what else ends a command
    "cannot-write": "không ghi được vào đây: {reason}",
    "disk-too-small": "cần {needed} MB nhưng ổ đĩa chỉ còn trống {free} MB",
    "element-lost": "âm thanh vừa ghi vào đây đã mất; có chương trình khác xóa tệp trong thư mục này",
    "disk-full": "ổ đĩa đã đầy",
    "not-allowed": "không có quyền, hoặc tệp đang mở trong chương trình khác",
    "read-only-disk": "ổ đĩa chỉ cho đọc",
    "not-there": "không có tệp hoặc thư mục này",
    "file-in-the-way": "đã có một tệp mang tên của thư mục cần dùng",
    "folder-in-the-way": "đã có một thư mục mang tên của tệp cần ghi",
    "system-failed": "hệ thống báo lỗi: {reason}",
    "audio-failed": "không xử lý được âm thanh: {reason}",
    "no-ffmpeg": "không có ffmpeg trên máy này; hãy cho biết nơi đặt ffmpeg trong biến $NTM_FFMPEG",
    "no-sound-in-it": "trong tệp không có âm thanh",
    "recording-too-long": "tệp dài hơn {minutes} phút",
    "is-empty": "tệp rỗng",
    "is-unfinished": "tệp bị ngắt trước khi máy ghi xong",
    "is-a-picture": "đây là tệp ảnh",
    "is-an-archive": "đây là tệp nén; hãy giải nén trước",
    "is-a-document": "đây là tệp văn bản tài liệu",
    "is-a-web-page": "đây là trang web được lưu nhầm thay cho tệp âm thanh",
    "is-a-text": "đây là tệp chữ",
    "is-protected": "tệp được bảo vệ chống sao chép",
    "program-cannot-start": "không chạy được {program}: {reason}",
    "ffmpeg-did-not-end": "ffmpeg chạy quá {seconds} giây chưa xong",
    "ffmpeg-failed": "ffmpeg dừng vì lỗi số {number}",
    "speech-without-sound": "bộ đọc không đưa ra âm thanh nào",
    "speech-failed": "bộ đọc gặp lỗi",
    "speech-cannot-run": "không chạy được bộ đọc",
    "program-said": "{reason}: {said}",
    # pipeline
    "week-outside-document": "tuần {week} nằm ngoài thời gian của kế hoạch ({first} – {last}): không có chỉ tiêu nào"
    " phải tính",
    "stale-plan": "dữ liệu đầu vào của tuần {week} đã thay đổi sau khi lập kế hoạch; hãy lập lại",
    "plan-of-another-week": "đây là kế hoạch phát của tuần {other}, không phải của tuần {week}",
    "cancelled-id-again": "kế hoạch phát lại có các lượt phát đã hủy: {airings}; hãy lập lại kế hoạch tuần với"
    " --from-published",
    "plan-not-stored": "chưa có kế hoạch phát của tuần {week}; hãy chạy `ntm-playout plan` trước",
    "plan-not-approved": "kế hoạch phát tuần {week} chưa được duyệt, hoặc đã thay đổi sau khi duyệt; hãy chạy"
    " `ntm-playout approve`, hoặc công bố với --unapproved",
    "sum-file-missing": "tệp có tên trong SHA256SUMS nhưng không có ở đây",
    "sum-unlisted": "tệp không có tên trong SHA256SUMS",
    "sum-differs": "tệp không đúng với SHA256SUMS",
    "airing-without-sound": "gói chương trình không có âm thanh cho {airing} vào giờ ghi trong lịch phát sóng",
    "sound-without-airing": "gói chương trình có âm thanh cho {airing} nhưng lịch phát sóng không có vào giờ đó",
    "claim-unproven": "{station}, {quota}: ghi là {claimed} và “{status}”, còn các tệp cho thấy {counted}",
    "share-unproven": "{quota}: ghi tỷ lệ {met}/{total}, còn cộng từ các đơn vị là {counted}/{units}",
    "nothing-to-verify": "ở đây không có gói chương trình nào và không có lịch phát sóng nào",
    # planning: when programmes air, and who is on duty
    "floor-no-session": "“{programme}” chỉ phát được {planned} trong ít nhất {floor} lượt phát đầu của tuần {week}"
    " ({clause}): {station} không có buổi phát nào trong tuần; lý do: {changes}",
    "floor-no-room": "“{programme}” chỉ phát được {planned} trong ít nhất {floor} lượt phát đầu của tuần {week}"
    " ({clause}): cả {sessions} buổi phát của {station} đều không còn {minutes} phút liền; khoảng trống dài nhất là"
    " {longest} phút, ngày {day}, khung giờ {window}; đã dành cho tiếp âm, tiếp sóng: {relays}; ngừng phát:"
    " {blackouts}; giờ yên tĩnh: {quiet}; thông báo của địa phương: {reserved}; ngày có thay đổi: {changes}",
    "floor-too-few-days": "“{programme}” chỉ phát được {planned} trong ít nhất {floor} lượt phát đầu của tuần {week}"
    " ({clause}), mỗi lượt một ngày: trong {sessions} buổi phát của {station} chỉ có {roomy} buổi, thuộc {days} ngày,"
    " còn {minutes} phút liền; các buổi khác đã dành cho tiếp âm, tiếp sóng: {relays}; ngừng phát: {blackouts};"
    " giờ yên tĩnh: {quiet}; thông báo của địa phương: {reserved}; ngày có thay đổi: {changes}",
    "floor-crowded-out": "“{programme}” chỉ phát được {planned} trong ít nhất {floor} lượt phát đầu của tuần {week}"
    " ({clause}): {roomy} trong {sessions} buổi phát của {station}, thuộc {days} ngày, còn {minutes} phút liền nhưng"
    " không đủ chỗ cho cả {others}; ngày có thay đổi: {changes}",
    "target-missed": "“{programme}” chưa đạt số lượt phát đầu phấn đấu tại {count} đơn vị vì thiếu buổi phát còn trống:"
    " {stations}",
    "repeats-missed": "“{programme}” được phát lại ít hơn dự kiến tại {count} đơn vị vì thiếu buổi phát còn trống:"
    " {stations}",
    "period-out-of-reach": "“{programme}” phải có {floor} lượt phát đầu trong kỳ {period}, nhưng {station} chỉ còn có"
    " thể phát nhiều nhất {possible} lượt",
    "times-not-proven": "giờ phát của {station} là hợp lý nhưng chưa chứng minh được là tốt nhất: có thể còn kém"
    " phương án tốt nhất {gap} điểm",
    "duty-no-speaker": "không có ai trong nhân sự của {station} nói được {language}: {count} lượt phát chưa có người"
    " trực ({days})",
    "duty-nobody-free": "những người trực được tại {station} đều nghỉ vào những ngày này: {count} lượt phát chưa có"
    " người trực ({days}); người nghỉ: {people}",
    "duty-staff-busy": "những người trực được tại {station} đều bận: {count} lượt phát chưa có người trực ({days});"
    " {people}",
    "duty-person-full": "{person} đã có {most} lượt trực, nhiều nhất trong một tuần",
    "duty-person-elsewhere": "{person} lúc đó trực tại {station}",
    "duty-person-resting": "{person} phải nghỉ đủ {hours} giờ",
    "duties-not-proven": "lịch trực của {station} hợp lệ nhưng chưa chứng minh được là phân công tốt nhất: có quá nhiều"
    " lượt trực không thể cùng một người",
    "stations-without-staff": "{count} đơn vị có lượt phát nhưng không có ai trong staff.csv: lịch phát sóng của các"
    " đơn vị này không ghi người trực",
    # planning: what fills the airings
    "empty-line-up": "không có tin bài nào để phát trong “{programme}” bằng {language} tại {stations} đơn vị: trong"
    " {segments} tin bài {strand}, {unapproved} chưa được duyệt, {out_of_date} không còn hoặc chưa có hiệu lực vào ngày"
    " phát, {no_sound} chưa có bản thu hoặc giọng đọc, {heard} vừa phát gần đây, {unfit} không vừa thời lượng {room}",
    "thin-line-up": "“{programme}” bằng {language} chưa đủ tin bài tại {stations} đơn vị, nơi thấp nhất mới đạt"
    " {percent}% thời lượng; cần bổ sung tin bài bằng {language}",
    "language-not-recorded": "chưa đủ tin bài phát được bằng {language} cho nhóm thính giả “{profile}”: {stations}"
    " đơn vị phát {programmes} bằng ngôn ngữ khác; còn {waiting} bản đã liệt kê nhưng chưa có bản thu",
    "segment-without-sound": "tin bài “{segment}” chưa có bản thu và chưa có giọng đọc bằng {language}; thời lượng này"
    " được thay bằng nhạc chờ",
    # ical
    "ics-syntax": "không đọc được dòng: {text}",
    "ics-last-line": "tệp không kết thúc bằng CRLF",
    "ics-line-end": "dòng không kết thúc bằng CRLF",
    "ics-line-length": "dòng dài {octets} byte, quá 75",
    "ics-utf-8": "có ký tự bị cắt đôi hoặc không phải UTF-8",
    "ics-calendar": "tệp không phải là một VCALENDAR",
    "ics-property": "{name} phải có đúng một lần, với giá trị {expected}",
    "ics-refresh": "REFRESH-INTERVAL thiếu VALUE=DURATION",
    "ics-once": "{name} xuất hiện {count} lần trong sự kiện này, phải đúng một lần",
    "ics-time": "{name} không phải là thời điểm có múi giờ đã biết: {value}",
    "ics-end": "sự kiện kết thúc không muộn hơn lúc bắt đầu",
    "ics-value": "{name} có giá trị lạ: {value}",
    "ics-people": "{name} biến sự kiện thành cuộc họp",
    "ics-alarm": "sự kiện có nhiều lời nhắc, hoặc lời nhắc không có nội dung",
    "ics-fact": "thiếu {name} hoặc giá trị lạ",
    "ics-text": "{name} có ký tự mà một số phần mềm lịch làm mất",
    "ics-uid": "UID {uid} dùng cho nhiều sự kiện",
    "ics-zone": "múi giờ {zone} được dùng mà không khai báo",
    "ics-readers-differ": "hai phần mềm đọc lịch này khác nhau",
    # checks
    "quota-breach": "{station} ({id}) không đạt trong {period}: {counted} lượt phát đầu {strand}, tối thiểu là {floor}"
    " (điều khoản {clause}: “{text}”)",
    "quota-substitute-silent": "{station} ({id}) không phát được trong {period}, đơn vị phát thay {substitute}"
    " lại chưa đủ {floor} lượt phát đầu {strand} (điều khoản {clause}: “{text}”)",
    "quota-shortfall": "{quota} (điều khoản {clause}), {strand}, {period}: {count} đơn vị đạt tối thiểu,"
    " chưa đạt mức phấn đấu: {stations}",
    "quota-over": "{quota} (điều khoản {clause}), {strand}, {period}: {count} đơn vị phát quá mức trần: {stations}",
    "duplicate-airing": "có {count} lượt phát trong kế hoạch trùng mã {airing}",
    "airing-unknown-station": "lượt phát {airing} thuộc đơn vị {station} không có trong dữ liệu",
    "airing-unknown-programme": "lượt phát {airing} thuộc chương trình {programme} không có trong dữ liệu",
    "airing-unknown-edition": "lượt phát {airing} dùng danh mục tin bài {edition} không có trong kế hoạch",
    "airing-unknown-first-run": "lượt phát {airing} phát lại {first_run} không có trong kế hoạch nào",
    "line-up-unknown-segment": "danh mục tin bài {edition} có tin bài {segment} không có trong dữ liệu",
    "duty-unknown-airing": "{person} được phân công trực lượt phát {airing} không có trong kế hoạch",
    "duty-unknown-person": "{person} trực lượt phát {airing} nhưng không có trong danh sách nhân sự",
    "airing-outside-week": "lượt phát {airing} bắt đầu lúc {start}, ngoài tuần {week}",
    "airing-unlike-programme": "lượt phát {airing} ({outlet}, {strand}, {minutes} phút) không đúng với chương trình"
    " {programme}: khác đơn vị, kênh, mảng nội dung hoặc thời lượng",
    "airing-outside-windows": "lượt phát {airing} lúc {start} nằm ngoài khung giờ phát của đơn vị",
    "airing-over-relay": "lượt phát {airing} lúc {start} lấn vào giờ tiếp âm {origin}",
    "airing-over-blackout": "lượt phát {airing} lúc {start} rơi vào thời gian ngừng phát: {reason}",
    "airing-over-kept-minutes": "lượt phát {airing} lúc {start} lấn vào giờ yên tĩnh"
    " hoặc thời gian dành cho thông báo của xã",
    "airings-overlap": "lượt phát {airing} chưa hết thì {other} đã bắt đầu lúc {start}",
    "first-runs-same-day": "hai lượt phát đầu {other} và {airing} của cùng một chương trình rơi vào cùng ngày {day}",
    "lock-not-kept": "{run} của chương trình {programme} được cố định vào lúc {start} nhưng đơn vị {station} không phát"
    " lúc đó; lý do cố định: {reason}",
    "run-first": "lượt phát đầu",
    "run-repeat": "lượt phát lại",
    "repeat-of-another": "lượt phát {airing} ghi là phát lại {first_run}, nhưng lượt đó của đơn vị, kênh"
    " hoặc chương trình khác",
    "repeat-too-early": "lượt phát lại {airing} cách lượt phát đầu {first_run} lúc {start} chưa đủ {minutes} phút",
    "repeat-other-edition": "lượt phát lại {airing} dùng danh mục tin bài {edition}, còn lượt phát đầu {first_run}"
    " dùng {other}",
    "line-up-too-long": "tin bài của danh mục {edition} dài {seconds} giây, lượt phát {airing} chỉ có {slot} giây",
    "subtopic-twice": "danh mục tin bài {edition} có hai tin bài cùng tiểu mục {subtopic}: {other} và {segment}",
    "line-up-mixes-languages": "danh mục tin bài {edition} có tin bài {segment} bằng {language},"
    " trong khi các tin bài khác bằng {other}",
    "programme-not-alone": "{segment} là chương trình hoàn chỉnh nhưng không được phát riêng"
    " trong danh mục tin bài {edition}",
    "airs-unapproved": "danh mục tin bài {edition} có tin bài {segment} chưa được duyệt",
    "airs-outside-validity": "danh mục tin bài {edition} phát tin bài {segment} ngày {day}, ngoài thời hạn sử dụng",
    "airs-other-strand": "danh mục tin bài {edition} đưa tin bài {segment} thuộc {strand} vào chương trình {other}",
    "airs-without-version": "danh mục tin bài {edition} có tin bài {segment} bằng {language}, nhưng bản này"
    " chưa có ghi âm và cũng không có lời văn đọc được bằng máy",
    "segment-again-too-soon": "đơn vị {station} phát lại tin bài {segment} quá sớm: tin bài này còn có"
    " trong tuần {week}",
    "duty-two-places": "{person} trực {airing} và {other} cùng một lúc ({start}) ở hai nơi",
    "duty-while-away": "{person} trực lượt phát {airing} ngày {day}, đúng ngày nghỉ",
    "duty-without-rest": "{person} trực lượt phát {airing} khi chưa nghỉ đủ {hours} giờ sau lượt phát {other} của ngày"
    " trực trước đó",
    "duty-too-many": "{person} có {count} lượt trực trong tuần, nhiều nhất được {most}",
    "duty-other-station": "{person} trực lượt phát {airing} nhưng không làm việc tại đơn vị {station}",
    "duty-other-language": "{person} trực lượt phát {airing} nhưng không nói được {language}",
    # audio: the sounds of a bundle
    "recording-missing": "không có tệp thu âm {file}",
    "recording-broken": "không giải mã được tệp thu âm {file}: {reason}",
    "recording-silent": "tệp thu âm {file} không có tiếng từ đầu đến cuối",
    "recording-cut-short": "tệp thu âm {file} bị cụt: thiếu {missing_s} giây so với độ dài ghi trong tệp",
    "recording-damaged": "một số đoạn của tệp thu âm {file} bị hỏng, không giải mã được nên bị bỏ qua",
    "recording-faint": "tệp thu âm {file} quá nhỏ ({lufs} LUFS): khi tăng âm lượng, tiếng ồn cũng to theo",
    "recording-clipped": "tệp thu âm {file} thu quá to: đỉnh âm bị cắt, tiếng nghe bị rè",
    "recording-pauses": "các khoảng lặng dài trong tệp thu âm {file} được rút ngắn, tổng cộng {seconds} giây",
    "recording-length": "bản thu {segment} bằng {language} dài {length_s} giây, nhưng kế hoạch tính {planned_s} giây;"
    " thêm --update-length để tính theo thời lượng mới",
    "nothing-to-undo": "ở đây không lưu bản thu nào trước đó",
    "language-not-listed": "{segment} không có {language} trong cột 'languages'; hãy thêm vào[ hoặc có phải là"
    " '{near}' không?]",
    "sound-failed": "không tạo được âm thanh “{sound}”: {reason}",
    "sound-silent": "âm thanh “{sound}” không có tiếng, cả bài hoặc trong hai giây liền",
    # workspace
    "no-workspace": "không có thư mục này",
    "missing-file": "thiếu tệp bắt buộc này",
    "unreadable-file": "không đọc được tệp: {reason}",
    "not-utf8": "văn bản không phải UTF-8; hãy lưu lại dưới dạng UTF-8, trong Excel chọn CSV UTF-8",
    "unread-file": "chương trình không đọc tệp này[; có phải là '{near}' không?]",
    "orphan-file": "tệp này không thuộc về mục nào[; có phải là '{near}' không?]",
    "unknown-file-form": "chương trình không đọc tệp .{form}; hãy lưu thành một trong các dạng: {known}",
    "second-recording": "bản thu này không được dùng vì đã có {used}",
    "empty-script": "lời đọc để trống",
    "empty-table": "bảng không có dòng tiêu đề",
    "bad-csv": "không đọc được dòng này theo dạng CSV: {reason}",
    "bad-xlsx": "không đọc được tệp bảng tính này: {reason}",
    "bad-yaml": "không đọc được nội dung YAML: {reason}",
    "key-not-a-text": "khóa phải là văn bản",
    "alias-in-itself": "một bí danh (alias) chứa chính nó",
    "bad-json": "không đọc được nội dung JSON: {reason}",
    "table-twice": "bảng này có cả ở đây và ở {other}; chỉ giữ một nơi",
    "unknown-sheet": "chương trình không đọc trang tính '{name}'[; có phải là '{near}' không?]",
    "unknown-column": "không có cột '{column}'[; có phải là '{near}' không?]",
    "duplicate-column": "cột '{column}' bị lặp hoặc không có tên",
    "missing-column": "thiếu cột '{column}'",
    "extra-cells": "bảng có {columns} cột nhưng '{cell}' nằm ngoài các cột đó",
    "unprintable-character": "có ô chứa ký tự không in được",
    "unknown-key": "không có khóa '{key}'[; có phải là '{near}' không?]",
    "duplicate-key": "'{key}' bị lặp, lần đầu ở dòng {first}",
    "missing-value": "thiếu '{key}'",
    "not-a-mapping": "'{key}' phải gồm các khóa và giá trị",
    "not-a-list": "'{key}' phải là một danh sách",
    "not-a-text": "'{key}' phải là một giá trị, không phải danh sách hay nhóm khóa",
    "unsafe-name": "'{value}' ở mục {key} trỏ ra ngoài thư mục",
    "bad-id": (
        "'{value}' không dùng làm mã được: bắt đầu bằng chữ cái, sau đó là chữ cái không dấu, chữ số, - "
        "và _ (ví dụ {proposal})"
    ),
    "bad-date": "'{value}' không phải ngày như 2023-04-05 hoặc 05/04/2023",
    "bad-moment": "'{value}' không phải thời điểm như 2023-04-05T17:00",
    "bad-clock": "'{value}' không phải giờ trong khoảng 00:00 đến 24:00",
    "bad-length": "'{value}' không phải thời lượng tính bằng giây hoặc phút:giây",
    "bad-weekdays": "'{value}' không phải thứ trong tuần như T2-T6 hoặc T3 T5 CN",
    "bad-language": "'{value}' không phải mã ngôn ngữ như vi-VN",
    "bad-week": "'{value}' không phải tuần như 2023-W02",
    "bad-month": "'{value}' không phải tháng như 2023-04",
    "bad-flag": "'{value}' ở mục {key} không phải là có (x, true) hay không (để trống, false)",
    "bad-domain": "'{value}' không phải tên miền",
    "bad-url": "'{value}' không phải địa chỉ http",
    "bad-number": "'{value}' ở mục {key} không phải số trong khoảng {low} đến {high}",
    "bad-choice": "'{value}' ở mục {key} không thuộc: {known}[; có phải là '{near}' không?]",
    "bad-letter": "'{value}' không phải chữ cái của một nội dung",
    "reversed-dates": "{last} sớm hơn {first}",
    "reversed-clock": "kết thúc lúc {end} không sau lúc bắt đầu {start}",
    "reserve-fills-window": "dành riêng {reserve} phút thì khung giờ không còn gì",
    "target-below-floor": "mức phấn đấu {target} thấp hơn mức tối thiểu {floor}",
    "period-twice": "có kỳ bị lặp",
    "periods-cross": "kỳ nửa năm và kỳ chín tháng chồng lên nhau; chỉ dùng một trong hai",
    "ceiling-below-target": "mức tối đa {ceiling} thấp hơn {target}",
    "outlet-without-airings": "không lập lịch phát chương trình trên kênh '{value}' được",
    "holiday-without-effect": "mục này không nêu khung giờ cũng không nêu nội dung",
    "no-such-holiday": "không có ngày '{name}' nào trong các năm {first} đến {last}",
    "bad-blank": "dấu ngoặc nhọn chưa khép trong '{value}'",
    "unknown-blank": "'{value}' không thuộc các chỗ điền {known}[; có phải là '{near}' không?]",
    "segment-cue-count": "mẫu cần đúng một phần tin bài (segment), không phải {count}",
    "unknown-sound": "không có âm thanh '{name}'[; có phải là '{near}' không?]",
    "unknown-area": "không có đơn vị nào thuộc khu vực '{name}'[; có phải là '{near}' không?]",
    "unknown-kind": "không có đơn vị nào thuộc loại '{name}'[; có phải là '{near}' không?]",
    "unknown-station": "không có đơn vị '{name}'[; có phải là '{near}' không?]",
    "unknown-parent": "không có đơn vị cấp trên '{name}'[; có phải là '{near}' không?]",
    "unknown-tier": "không có cấp '{name}'[; có phải là '{near}' không?]",
    "unknown-profile": "không có nhóm thính giả '{name}'[; có phải là '{near}' không?]",
    "unknown-window-set": "không có bộ khung giờ '{name}'[; có phải là '{near}' không?]",
    "unknown-topic": "không có nội dung '{name}'[; có phải là '{near}' không?]",
    "unknown-audience": "không có đối tượng '{name}'[; có phải là '{near}' không?]",
    "unknown-language": "workspace.yaml không có ngôn ngữ '{name}'[; có phải là '{near}' không?]",
    "unknown-quota": "không có chỉ tiêu '{name}'[; có phải là '{near}' không?]",
    "unknown-programme": "không có chương trình '{name}'[; có phải là '{near}' không?]",
    "unknown-template": "không có mẫu '{name}'[; có phải là '{near}' không?]",
    "unknown-segment": "không có tin bài '{name}'[; có phải là '{near}' không?]",
    "unknown-person": "không có nhân sự '{name}'[; có phải là '{near}' không?]",
    "unknown-airing": "không có lượt phát '{name}'[; có phải là '{near}' không?]",
    "unknown-edition": "không có danh mục tin bài '{name}'[; có phải là '{near}' không?]",
    "duplicate-id": "mã '{id}' đã được dùng ở {first}",
    "parent-cycle": "{station} thành cấp trên của chính mình qua {parent}",
    "parent-not-above": "{parent} không thuộc cấp cao hơn {station}",
    "substitutes-itself": "{station} không thể phát thay chính mình",
    "exemption-not-allowed": (
        "không có chỉ tiêu nào của cấp '{tier}' cho tạm miễn, vì vậy {station} cần đơn vị phát thay"
    ),
    "overlapping-windows": "khung giờ {window} trùng với {other} vào {day}",
    "doubtful-origin": "'{name}' được coi là đài ngoài hệ thống[; có phải là '{near}' không?]",
    "selects-nothing": "không có đơn vị nào khớp với lựa chọn này",
    "serves-other-strand": "chỉ tiêu {quota} dành cho {strand}, chương trình này thì không",
    "programme-too-long": "{programme} dài {length} phút, khung giờ dài nhất của '{windows}' chỉ có {longest} phút",
    "target-over-days": "{programme} phấn đấu {target} lượt phát đầu mỗi tuần, mỗi lượt một ngày, nhưng '{windows}' chỉ"
    " có {days} ngày có khung giờ đủ dài",
    "period-over-days": "{programme} phải có {floor} lượt phát đầu, mỗi lượt một ngày, nhưng {count} kỳ (kỳ đầu là"
    " {first}) không đủ ngày: mỗi tuần '{windows}' chỉ có {days} ngày có khung giờ đủ dài",
    "topic-not-of-strand": "nội dung {topic}) không thuộc {strand}",
    "segment-too-long": "{segment} dài {seconds} giây, không vừa chương trình nào: dài nhất là {longest} phút",
    "unapproved": "{segment} chưa có người duyệt hoặc ngày duyệt nên chưa được phát",
    "missing-recording": "{segment} còn thiếu bản thu tiếng: {languages}",
    "duplicate-habit": "giờ quen này của {station} đã được đặt ở {first}",
    "habit-outside-windows": "vào giờ này chương trình không nằm gọn trong khung giờ của '{windows}'",
    "locks-overlap": "{station} sẽ phát hai chương trình cùng một lúc; giờ kia được cố định ở {first}",
    "locks-on-one-day": "hai lượt phát đầu của '{programme}' sẽ rơi vào cùng một ngày; giờ kia được cố định ở {first}",
    "lock-of-another": "'{programme}' không phải chương trình của {station} vào lúc {start}",
    "lock-outside-free-time": "{station} không phát được {length} phút của '{programme}' vào lúc {start}: thời gian này"
    " không nằm gọn trong phần còn trống của một buổi phát",
    "outside-week": "{date} không thuộc tuần {week}",
    "duplicate-position": "danh mục {edition} có hai tin bài cùng vị trí {position}",
    # audio: layouts, bundles and their verification
    "overrun": "lượt phát {airing} dài hơn thời lượng; đã bỏ: {titles}",
    "segment-length": "{segment} ({language}) dài {length_s} giây, trong khi kế hoạch tính {planned_s} giây",
    "filler-too-short": "nhạc chờ {file} quá ngắn; phát nhạc dự phòng",
    "manifest-unreadable": "không đọc được manifest.json: {reason}",
    "manifest-key-missing": "thiếu {place}",
    "manifest-key-unknown": "{place} không phải là mục của manifest",
    "manifest-value": "{place} có giá trị không hợp lệ",
    "manifest-order": "các tệp không xếp theo giờ phát",
    "manifest-contradiction": "{place} mô tả {path} khác với mục đứng trước",
    "sound-missing": "thiếu tệp âm thanh",
    "no-drive": "không có ổ đĩa hoặc thư mục này; đã cắm USB chưa?",
    "copy-differs": "USB trả về nội dung khác với nội dung đã ghi: USB hỏng hoặc bị rút ra giữa chừng; hãy dùng USB"
    " khác",
    "other-weeks-on-drive": "USB còn tuần khác, máy phát có thể phát trước: {names}; hãy xóa khi tuần ấy đã hết",
    "others-on-drive": "{count} tệp, thư mục trên USB không phải của chương trình này, được giữ nguyên: {names}; máy"
    " phát có thể phát cả những tệp ấy",
    "slate-without-voice": "{station}: không có giọng đọc tiếng Việt nên USB không có lời báo gói",
    "decoded-length": "âm thanh giải mã ra {samples} mẫu, không bằng thời lượng phát",
    "sound-unnamed": "tệp âm thanh không có trong manifest.json",
    "sound-changed": "tệp âm thanh không phải tệp đã tạo: SHA-256 khác",
    "sound-broken": "tệp âm thanh giải mã có lỗi: {reason}",
    "sound-slot": "{samples} mẫu không lấp đúng thời lượng {slot_ms} ms",
    "sound-length": "tệp giải mã ra {samples} mẫu, không phải {claimed}",
    "sound-loudness": "độ lớn là {lufs} LUFS, không phải {claimed}",
    "sound-range": "dải độ lớn là {lra_lu} LU, không phải {claimed}",
    "sound-target": "độ lớn {lufs} LUFS lệch xa mức đặt {target}",
    "sound-peak": "đỉnh thực là {dbtp} dBTP, không phải {claimed}",
    "sound-ceiling": "đỉnh thực {dbtp} dBTP vượt {ceiling} dBTP",
    "sound-silence": "im lặng {length_s} giây tại giây {start_s}",
    "sound-order": "kịch bản phát không khớp với thời lượng âm thanh",
    "checksum-line": "dòng này không phải là mã kiểm tra kèm tên tệp",
    "checksum-missing": "SHA256SUMS không có tên tệp này",
    "file-missing": "thiếu tệp",
    "file-changed": "tệp không phải tệp đã tạo: SHA-256 khác",
}
