// What the player decides: from the week, the time and what was played so far. No page and no clock in here.
// Written for browsers of 2012 and later: old computers play in many communes.
// All times are milliseconds of a clock on the wall, without any zone: what a clock in Việt Nam shows.
var Logic = (function () {
  "use strict";
  var LATE_MS = 2000;     // begun this late, a programme is heard from its beginning all the same
  var SHORTEST_MS = 1000; // what is left of a programme to be worth beginning
  var WHOLE_S = 1.5;      // a player's clock and ours may be this far apart at the end

  function wallTime(text) {
    var part = /^(\d+)-(\d+)-(\d+)(?:T(\d+):(\d+)(?::(\d+))?)?$/.exec(text);
    return part ? Date.UTC(+part[1], part[2] - 1, +part[3], +(part[4] || 0), +(part[5] || 0), +(part[6] || 0)) : NaN;
  }

  function wallNow(date, shiftMs) {
    return shiftMs + Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(),
      date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds());
  }

  function two(number) { return (number < 10 ? "0" : "") + number; }
  function isoDate(wall) {
    var date = new Date(wall);
    return date.getUTCFullYear() + "-" + two(date.getUTCMonth() + 1) + "-" + two(date.getUTCDate());
  }
  function clock(wall) {
    var date = new Date(wall);
    return two(date.getUTCHours()) + ":" + two(date.getUTCMinutes()) + ":" + two(date.getUTCSeconds());
  }
  function minutes(seconds) {
    var whole = Math.max(0, Math.round(seconds));
    return Math.floor(whole / 60) + ":" + two(whole % 60);
  }

  function start(airing) { return wallTime(airing.start); }
  function end(airing) { return start(airing) + airing.length_s * 1000; }

  // Which of the three: "before", "inside" or "after" the days that the bundle is for.
  function place(week, now) {
    if (now < wallTime(week.first_day)) { return "before"; }
    return now < wallTime(week.last_day) + 24 * 3600 * 1000 ? "inside" : "after";
  }

  function ofOutlet(week, outlet) {
    var found = [], n;
    for (n = 0; n < week.airings.length; n += 1) {
      if (!outlet || week.airings[n].outlet === outlet) { found.push(week.airings[n]); }
    }
    return found;
  }

  function due(airings, now) {
    for (var n = 0; n < airings.length; n += 1) {
      if (start(airings[n]) <= now && now < end(airings[n]) - SHORTEST_MS) { return airings[n]; }
    }
    return null;
  }

  function next(airings, now) {
    for (var n = 0; n < airings.length; n += 1) {
      if (start(airings[n]) > now) { return airings[n]; }
    }
    return null;
  }

  // What to begin now: {airing, at_s}, or null. `handled` has the ids that were begun, or stopped, before.
  // A programme that is late is joined where it would be, so that it ends on time and the next one begins on time.
  function toBegin(airings, now, handled) {
    var airing = due(airings, now), late;
    if (!airing || handled[airing.airing]) { return null; }
    late = now - start(airing);
    return {airing: airing, at_s: late < LATE_MS ? 0 : late / 1000};
  }

  function outcome(airing, heard_s) { return heard_s >= airing.length_s - WHOLE_S ? "aired" : "cut"; }

  function row(week, airing, begun, heard_s, how) {
    return {station: week.station, date: isoDate(begun), start: clock(begun), length_s: Math.round(heard_s),
      programme: airing.programme, airing: airing.airing, outcome: how};
  }

  var COLUMNS = ["station", "date", "start", "length_s", "programme", "airing", "outcome"];

  function cell(value) {
    var text = String(value);
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function csv(rows) {
    var lines = [COLUMNS.join(",")], n, c, cells;
    for (n = 0; n < rows.length; n += 1) {
      cells = [];
      for (c = 0; c < COLUMNS.length; c += 1) { cells.push(cell(rows[n][COLUMNS[c]])); }
      lines.push(cells.join(","));
    }
    return lines.join("\r\n") + "\r\n";
  }

  // What the list says of an airing: "playing", "aired", "cut", "failed", "missed", "due" or "coming".
  function state(airing, now, rows, playing) {
    var n, found = "";
    if (playing === airing.airing) { return "playing"; }
    for (n = 0; n < rows.length; n += 1) {
      if (rows[n].airing === airing.airing && found !== "aired") { found = rows[n].outcome; }
    }
    if (found) { return found; }
    if (end(airing) <= now) { return "missed"; }
    return start(airing) <= now ? "due" : "coming";
  }

  return {wallTime: wallTime, wallNow: wallNow, isoDate: isoDate, clock: clock, minutes: minutes, start: start, end: end,
    place: place, ofOutlet: ofOutlet, due: due, next: next, toBegin: toBegin, outcome: outcome, row: row, csv: csv,
    state: state};
}());
if (typeof module !== "undefined") { module.exports = Logic; }
