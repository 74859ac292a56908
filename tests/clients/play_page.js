// Does the offline page play a pc bundle's week in Chromium, and does its log say so?  By hand:
//   python -m tests.clients.short_week FOLDER; NODE_PATH=.../node_modules node tests/clients/play_page.js FOLDER/pc
// Needs Debian's chromium and playwright-core from npm; takes a minute; leaves pictures beside FOLDER/pc to look at.
"use strict";
const fs = require("fs");
const path = require("path");
const assert = require("assert");
const {chromium} = require("playwright-core");

const bundle = path.resolve(process.argv[2]);
const address = "file://" + path.join(bundle, "PHAT-CHUONG-TRINH.html");

// A page whose clock shows `time` now, and goes on from there.
async function open(context, time) {
  const page = await context.newPage();
  await page.addInitScript((start) => {
    const shift = start - Date.now(), Plain = Date;
    window.Date = class extends Plain {
      constructor(...parts) { super(...(parts.length ? parts : [Plain.now() + shift])); }
      static now() { return Plain.now() + shift; }
    };
  }, Date.parse(time + "+07:00"));
  page.on("pageerror", (fault) => { throw fault; });
  page.on("dialog", (dialog) => dialog.accept());
  page.on("request", (request) => assert(/^(file|data|blob):/.test(request.url()), request.url()));
  await page.goto(address);
  return page;
}
const shows = (page, id) => page.isVisible("#" + id);
const picture = (page, name) => page.screenshot({path: path.join(bundle, "..", name + ".png"), fullPage: true});
const playing = (page) => page.evaluate(() => {
  const sound = document.getElementById("sound");
  return !sound.paused && sound.currentTime > 0 ? decodeURI(sound.src.split("/").pop()) : "";
});
const sleep = (seconds) => new Promise((done) => { setTimeout(done, seconds * 1000); });

(async () => {
  const browser = await chromium.launch({executablePath: "/usr/bin/chromium", args: ["--no-sandbox"]});
  const context = await browser.newContext({timezoneId: "Asia/Ho_Chi_Minh", viewport: {width: 1100, height: 900}});

  let page = await open(context, "2023-04-04T05:14:50");
  assert(await shows(page, "off"), "red until pressed");
  await sleep(1);
  await picture(page, "1-red");
  await page.click("#start");
  assert(await shows(page, "on"), "green after");
  assert.strictEqual(await playing(page), "");
  await sleep(14);
  assert.strictEqual(await playing(page), "01_T3_0515_NTM_xa-ntm.mp3");
  await picture(page, "2-playing");
  await sleep(11);
  assert.strictEqual(await playing(page), "");
  await page.close({runBeforeUnload: false});

  page = await open(context, "2023-04-04T05:16:05");
  await sleep(1);
  assert.strictEqual(await playing(page), "", "nothing without a press");
  await page.click("#start");
  await sleep(2);
  assert.strictEqual(await playing(page), "02_T3_0516_NTM_xa-ntm.mp3");
  assert(await page.evaluate(() => document.getElementById("sound").currentTime) > 5, "joined where it would be");
  await page.click("#stop");
  await sleep(1);
  assert.strictEqual(await playing(page), "", "stopped stays stopped");
  await page.click("#p0");
  await sleep(1.5);
  assert.strictEqual(await playing(page), "01_T3_0515_NTM_xa-ntm.mp3", "by hand");
  await page.close({runBeforeUnload: false});

  page = await open(context, "2009-01-01T00:00:00");
  assert(await shows(page, "outside"), "asks for the date");
  await page.selectOption("#day", "2023-04-04");
  await page.fill("#time", "5.17");
  await picture(page, "3-asks");
  await page.click("#set");
  assert(!await shows(page, "ask"));
  await page.click("#start");
  await sleep(14);
  await picture(page, "4-log");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#log")]);
  const log = fs.readFileSync(await download.path(), "utf8");
  console.log(download.suggestedFilename() + "\n" + log);
  const rows = log.replace("\ufeff", "").trim().split("\r\n").map((line) => line.split(","));
  assert.deepStrictEqual(rows.map((row) => row.slice(5).join(" ")),
    ["airing outcome", "ntm-0 aired", "ntm-1 cut", "ntm-0 cut", "ntm-2 aired"]);
  assert.strictEqual(rows[1][2], "05:15:00");
  await browser.close();
  console.log("the page played the week in Chromium " + browser.version());
})().catch((fault) => { console.error(fault); process.exit(1); });
