(function () {
  "use strict";
  var week = JSON.parse(document.getElementById("week").textContent);
  var sound = document.getElementById("sound");
  var KEY = "ntm-playout " + week.station + " " + week.week;
  var SILENCE = "data:audio/wav;base64,UklGRjQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YRAAAAAAAAAAAAAAAAAAAAAAAAAA";
  var WORDS = {playing: "đang phát", aired: "đã phát", cut: "phát không đủ", failed: "không phát được",
    missed: "đã qua giờ, chưa phát", due: "đến giờ", coming: ""};
  var shift = 0, isOn = false, handled = {}, playing = null, rows = [], isClockAsked = false;

  function element(id) { return document.getElementById(id); }
  function show(id, isShown) { element(id).style.display = isShown ? "" : "none"; }
  function say(id, text) { if (element(id).textContent !== text) { element(id).textContent = text; } }
  function now() { return Logic.wallNow(new Date(), shift); }
  function airings() { return Logic.ofOutlet(week, element("outlet") ? element("outlet").value : ""); }

  // The log outlives the page: what was playing when the computer went off is in it, as cut.
  function load() {
    var kept, n;
    try { kept = JSON.parse(localStorage.getItem(KEY) || "null"); } catch (fault) { kept = null; }
    rows = kept && kept.rows ? kept.rows : [];
    if (kept && kept.open) { rows.push(kept.open); }
    for (n = 0; n < rows.length; n += 1) {
      if (rows[n].outcome === "aired") { handled[rows[n].airing] = true; }
    }
    save();
  }
  function save() {
    var open = playing ? Logic.row(week, playing.airing, playing.begun, heard(), "cut") : null;
    try { localStorage.setItem(KEY, JSON.stringify({rows: rows, open: open})); } catch (fault) { return; }
  }

  function heard() { return playing ? Math.max(0, (sound.currentTime || 0) - playing.from_s) : 0; }

  function begin(airing, at_s) {
    finish();
    handled[airing.airing] = true;
    playing = {airing: airing, from_s: at_s, begun: now()};
    sound.src = airing.file;
    if (at_s > 0) {
      sound.addEventListener("loadedmetadata", function seek() {
        sound.removeEventListener("loadedmetadata", seek);
        sound.currentTime = at_s;
      });
    }
    play();
  }
  function play() {
    var promise = sound.play(), began = playing;
    if (promise && promise["catch"]) {
      promise["catch"](function (fault) {
        if (fault && fault.name === "NotAllowedError") { refused(); }
        else if (playing && playing === began && sound.error) { finish("failed"); }
      });
    }
  }
  // The browser wants a press first: all is red again until there is one.
  function refused() {
    if (playing) { delete handled[playing.airing.airing]; }
    playing = null;
    isOn = false;
    save();
    draw();
  }
  function finish(how) {
    if (!playing) { return; }
    var ended = playing, length = heard();
    playing = null;
    sound.pause();
    rows.push(Logic.row(week, ended.airing, ended.begun, length, how || Logic.outcome(ended.airing, length)));
    save();
    draw();
  }

  function tick() {
    var at = now(), begun;
    if (isOn && Logic.place(week, at) === "inside") {
      begun = Logic.toBegin(airings(), at, handled);
      if (begun) { begin(begun.airing, begun.at_s); }
    }
    if (playing) { save(); }
    draw();
  }

  function title(airing) { return airing.title + " (" + airing.strand + ")"; }
  function dayOf(airing) { return week.days[airing.start.slice(0, 10)]; }

  function draw() {
    var at = now(), list = airings(), coming = Logic.next(list, at), where = Logic.place(week, at), n, state, line;
    say("clock", Logic.clock(at));
    say("date", week.days[Logic.isoDate(at)] || Logic.isoDate(at).split("-").reverse().join("/"));
    say("shifted", shift ? "giờ đã chỉnh trên trang này" : "");
    show("ask", where !== "inside" || isClockAsked);
    show("outside", where !== "inside");
    show("off", !isOn);
    show("on", isOn);
    show("now", !!playing);
    if (playing) {
      say("now-title", title(playing.airing));
      say("now-time", Logic.minutes(sound.currentTime) + " / " + Logic.minutes(playing.airing.length_s));
      element("bar").style.width = Math.min(100, 100 * sound.currentTime / playing.airing.length_s) + "%";
    }
    say("next", coming ? dayOf(coming) + ", " + coming.start.slice(11, 16) + " – " + title(coming)
      : "Không còn lượt phát nào trong tuần này.");
    say("left", coming && coming.start.slice(0, 10) === Logic.isoDate(at)
      ? "còn " + Logic.minutes((Logic.start(coming) - at) / 1000) : "");
    for (n = 0; n < week.airings.length; n += 1) {
      line = element("a" + n);
      state = Logic.state(week.airings[n], at, rows, playing ? playing.airing.airing : "");
      if (line.className !== state) { line.className = state; }
      say("s" + n, WORDS[state] + lastHeard(week.airings[n], state));
      line.style.display = list.indexOf(week.airings[n]) < 0 ? "none" : "";
    }
    say("count", String(rows.length));
  }
  function lastHeard(airing, state) {
    for (var n = rows.length - 1; n >= 0; n -= 1) {
      if (rows[n].airing === airing.airing && rows[n].outcome === state) { return " lúc " + rows[n].start.slice(0, 5); }
    }
    return "";
  }

  function setClock() {
    var time = /^(\d{1,2})[:.hg](\d{2})$/.exec(element("time").value.replace(/\s/g, ""));
    if (!time || +time[1] > 23 || +time[2] > 59) { say("time-fault", "Giờ ghi như 17:05."); return; }
    say("time-fault", "");
    shift = 0;
    shift = Logic.wallTime(element("day").value + "T" + time[1] + ":" + time[2]) - now();
    isClockAsked = false;
    tick();
  }
  function saveLog() {
    var blob = new Blob(["\ufeff" + Logic.csv(rows)], {type: "text/csv;charset=utf-8"});
    var name = "nhat-ky_" + week.station + "_" + week.week + ".csv", link = document.createElement("a");
    if (navigator.msSaveBlob) { navigator.msSaveBlob(blob, name); return; }
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
  }
  function startOn() {
    isOn = true;
    // One press lets this sound play from now on, whenever its time has come.
    if (!playing) { sound.src = SILENCE; play(); }
    if (navigator.wakeLock && navigator.wakeLock.request) {
      navigator.wakeLock.request("screen")["catch"](function () { return null; });
    }
    tick();
  }

  element("start").onclick = startOn;
  element("stop").onclick = function () { finish(); };
  element("log").onclick = saveLog;
  element("set").onclick = setClock;
  element("adjust").onclick = function () { isClockAsked = !isClockAsked; draw(); };
  if (element("outlet")) { element("outlet").onchange = tick; }
  sound.onended = function () { finish(); };
  sound.onerror = function () { if (playing) { finish("failed"); } };
  (function () {
    function byHand(n) {
      element("p" + n).onclick = function () { isOn = true; begin(week.airings[n], 0); draw(); };
    }
    for (var n = 0; n < week.airings.length; n += 1) { byHand(n); }
  }());
  window.onbeforeunload = function () { return playing ? "Đang phát. Đóng trang thì tiếng dừng." : undefined; };

  load();
  draw();
  // A page in the background gets a tick a minute from the browser; a worker's are on time.
  try {
    var worker = new Worker(URL.createObjectURL(new Blob(["setInterval(function(){postMessage(0)},500)"])));
    worker.onmessage = tick;
  } catch (fault) {
    setInterval(tick, 500);
  }
}());
