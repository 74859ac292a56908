"""The English wording of every problem, by code."""

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "stale-plan": "the inputs of week {week} have changed since it was planned; plan it again",
    # pipeline
    "nothing-to-verify": "there is no bundle and no roster here",
    # When programmes air, and who is on duty
    "floor-no-session": "'{programme}' airs {planned} of at least {floor} first runs in {week} ({clause}):"
    " {station} has no session all week; reasons: {changes}",
    "floor-no-room": "'{programme}' airs {planned} of at least {floor} first runs in {week} ({clause}): none of the"
    " {sessions} sessions of {station} has {minutes} minutes in one piece; the longest free run has {longest} minutes,"
    " on {day} in {window}; taken by relays: {relays}; blackouts: {blackouts}; quiet hours: {quiet}; kept for notices:"
    " {reserved}; other days than usual: {changes}",
    "floor-too-few-days": "'{programme}' airs {planned} of at least {floor} first runs in {week} ({clause}), each on a"
    " day of its own: of the {sessions} sessions of {station} only {roomy}, on {days} days, have {minutes} minutes in"
    " one piece; the others are taken by relays: {relays}; blackouts: {blackouts}; quiet hours: {quiet}; kept for"
    " notices: {reserved}; other days than usual: {changes}",
    "floor-crowded-out": "'{programme}' airs {planned} of at least {floor} first runs in {week} ({clause}):"
    " {roomy} of the {sessions} sessions of {station}, on {days} days, have {minutes} minutes in one piece, but not"
    " beside {others}; other days than usual: {changes}",
    "target-missed": "'{programme}' airs on fewer days than its target at {count} stations, for lack of free sessions:"
    " {stations}",
    "repeats-missed": "'{programme}' is repeated less often than planned at {count} stations, for lack of free"
    " sessions: {stations}",
    "times-not-proven": "the times of {station} are good, but not proven to be the best: they may cost {gap} too much",
    "duty-no-speaker": "nobody of {station}'s staff speaks {language}: {count} airings have nobody on duty ({days})",
    "duty-nobody-free": "nobody of {station}'s staff works on these days: {count} airings have nobody on duty ({days})",
    "duty-staff-busy": "all of {station}'s staff are elsewhere or have enough duties: {count} airings have nobody on"
    " duty ({days})",
    "stations-without-staff": "{count} stations have airings but nobody in staff.csv: their rosters name no one",
    # What fills the airings
    "empty-line-up": "nothing can fill '{programme}' in {language} at {stations} stations: of {segments} {strand}"
    " segments {unapproved} are not approved, {out_of_date} not valid on the days, {no_sound} have no recording or"
    " voice, {heard} were heard lately, {unfit} do not fit into {room}",
    "thin-line-up": "'{programme}' in {language} is filled only in part at {stations} stations, at the least {percent}%"
    "; more {language} segments are needed",
    "language-not-recorded": "not enough can be aired in {language} for the audience '{profile}': {stations} stations"
    " hear {programmes} in another language; {waiting} listed versions are still to be recorded",
    "segment-without-sound": "segment '{segment}' has no recording and no voice in {language}; filler is heard instead",
    # ical
    "ics-syntax": "a line cannot be read: {text}",
    "ics-last-line": "the file does not end with CRLF",
    "ics-line-end": "the line does not end with CRLF",
    "ics-line-length": "the line has {octets} octets, more than 75",
    "ics-utf-8": "a character is cut in two, or is not UTF-8",
    "ics-calendar": "the file is not one VCALENDAR",
    "ics-property": "{name} should stand once, with {expected}",
    "ics-refresh": "REFRESH-INTERVAL lacks VALUE=DURATION",
    "ics-once": "{name} stands {count} times in this event, not once",
    "ics-time": "{name} is not an instant with a known time zone: {value}",
    "ics-end": "the event ends no later than it begins",
    "ics-value": "{name} has the unknown value {value}",
    "ics-people": "{name} makes a meeting of the event",
    "ics-alarm": "the event has several reminders, or one without a text",
    "ics-fact": "{name} is lacking or has an unknown value",
    "ics-text": "{name} holds characters that some calendars lose",
    "ics-uid": "the UID {uid} stands for several events",
    "ics-zone": "the time zone {zone} is used but not declared",
    "ics-readers-differ": "two readers read this calendar differently",
    # checks
    "quota-breach": "{station} ({id}) is below the floor in {period}: {counted} first runs of {strand}, {floor} owed"
    " (clause {clause}: “{text}”)",
    "quota-substitute-silent": "{station} ({id}) cannot air in {period}, and {substitute}, which was to air"
    " in its place, has fewer than {floor} first runs of {strand} (clause {clause}: “{text}”)",
    "quota-shortfall": "{quota} (clause {clause}), {strand}, {period}: the floor is reached but not the target"
    " by {count}: {stations}",
    "quota-over": "{quota} (clause {clause}), {strand}, {period}: over the ceiling, {count} units: {stations}",
    "duplicate-airing": "{count} airings of the plan have the id {airing}",
    "airing-unknown-station": "airing {airing} is at station {station}, which is not in the workspace",
    "airing-unknown-programme": "airing {airing} is of programme {programme}, which is not in the workspace",
    "airing-unknown-edition": "airing {airing} carries edition {edition}, which has no line-up",
    "airing-unknown-first-run": "airing {airing} repeats {first_run}, which is in no plan",
    "line-up-unknown-segment": "line-up {edition} has segment {segment}, which is not in the workspace",
    "duty-unknown-airing": "{person} is on duty at airing {airing}, which is not in the plan",
    "duty-unknown-person": "{person}, on duty at airing {airing}, is not in the workspace",
    "airing-outside-week": "airing {airing} starts {start:%Y-%m-%d %H:%M}, outside week {week}",
    "airing-unlike-programme": "airing {airing} ({outlet}, {strand}, {minutes} minutes) is not what programme"
    " {programme} asks for: station, outlet, strand or length differ",
    "airing-outside-windows": "airing {airing} at {start:%Y-%m-%d %H:%M} is outside the station's windows",
    "airing-over-relay": "airing {airing} at {start:%Y-%m-%d %H:%M} runs into the relay of {origin}",
    "airing-over-blackout": "airing {airing} at {start:%Y-%m-%d %H:%M} runs into a blackout: {reason}",
    "airing-over-kept-minutes": "airing {airing} at {start:%Y-%m-%d %H:%M} runs into quiet hours"
    " or the minutes kept for the commune's own notices",
    "airings-overlap": "airing {airing} still runs when {other} starts at {start:%Y-%m-%d %H:%M}",
    "first-runs-same-day": "airings {other} and {airing} are first runs of one programme on one day, {day}",
    "repeat-of-another": "airing {airing} is said to repeat {first_run}, which is of another station, outlet"
    " or programme",
    "repeat-too-early": "airing {airing} comes less than {minutes} minutes after its first run {first_run}"
    " at {start:%Y-%m-%d %H:%M}",
    "repeat-other-edition": "airing {airing} carries edition {edition}, its first run {first_run} carries {other}",
    "line-up-too-long": "the segments of line-up {edition} last {seconds} s, airing {airing} has {slot} s",
    "subtopic-twice": "line-up {edition} has two segments of sub-topic {subtopic}: {other} and {segment}",
    "programme-not-alone": "{segment} is a whole programme but does not air alone in line-up {edition}",
    "airs-unapproved": "line-up {edition} has segment {segment}, which nobody has approved",
    "airs-outside-validity": "line-up {edition} airs segment {segment} on {day}, when it is not valid",
    "airs-other-strand": "line-up {edition} airs segment {segment} of {strand} in a programme of {other}",
    "airs-without-version": "line-up {edition} has segment {segment} in {language}, in which it has"
    " neither a recording nor a script that a voice can speak",
    "segment-again-too-soon": "station {station} airs segment {segment} again too soon: it is also in week {week}",
    "duty-two-places": "{person} is on duty at {airing} and at {other} at the same time, {start:%Y-%m-%d %H:%M}",
    "duty-while-away": "{person} is on duty at {airing} on {day}, a day off",
    "duty-too-many": "{person} has {count} duties in the week, {most} are allowed",
    "duty-other-station": "{person} is on duty at {airing} but does not work at station {station}",
    "duty-other-language": "{person} is on duty at {airing} but does not speak {language}",
    # Sounds that are prepared for a bundle
    "recording-missing": "the recording {file} does not exist",
    "recording-broken": "the recording {file} cannot be decoded: {reason}",
    "recording-silent": "the recording {file} is silent from beginning to end",
    "sound-failed": "the sound \"{sound}\" cannot be made: {reason}",
    "sound-silent": "the sound \"{sound}\" is silent",
}
