// Text from outside stays text: HTML, scripts, Markdown bombs, characters that turn the reading order.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Playground } from "./support/playground.mjs";
import { until } from "./support/visit.mjs";

let playground;
before(async () => (playground = await Playground.start()), { timeout: 120_000 });
afterEach(() => playground.leave());
after(() => playground?.stop());

const HOSTILE = {
  "a script": "<script>window.hacked = 1</script>",
  "an image with a handler": "<img src=x onerror=\"window.hacked=1\">",
  "an SVG with a handler": "<svg onload=window.hacked=1></svg>",
  "a frame": "<iframe src=\"javascript:window.hacked=1\"></iframe>",
  "a style": "<style>body{display:none}</style>",
  "a script's address": "[press me](javascript:window.hacked=1)",
  "data as an address": "[press me](data:text/html,<script>window.hacked=1</script>)",
  "marks without end": "**__~~||*_`".repeat(150),
  "brackets without end": "[".repeat(1900),
  "quotes in quotes": "> ".repeat(900),
  "one endless word": "W".repeat(1990),
  "piled-up marks": `Z${"\u0301\u0316".repeat(400)}algo`,
  "null and control characters": "a\u0001\u0007\u001b[31mred\u2028\u2029",
};

test("hostile words are shown as words", async () => {
  const reader = await playground.visit("reader");
  for (const [name, text] of Object.entries(HOSTILE)) {
    const count = await reader.count();
    await reader.says(text);
    await until(`${name} is shown`, async () => (await reader.count()) > count);
  }
  const { page } = reader;
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  const list = page.locator("#messages");
  assert.equal(await list.locator("script, iframe, img[onerror], style, svg[onload], object, embed").count(), 0);
  assert.match(await list.textContent(), /<script>window\.hacked = 1<\/script>/);
  for (const href of await list.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href")))) {
    assert.match(href, /^https?:|^\/attachments\//);
  }
  assert.equal(await page.evaluate(() => document.body.scrollWidth > innerWidth), false, "nothing is wider than the window");
  await reader.picture("hostile-words");
});

test("reading order does not leak out of a message", async () => {
  const reader = await playground.visit("reader");
  await reader.says("before \u202Edesrever si siht");
  const message = await reader.sees("before");
  const name = message.locator(".author");
  const words = message.locator(".markdown");
  assert.equal(await words.evaluate((element) => getComputedStyle(element).unicodeBidi), "isolate");
  if (await name.count()) assert.equal(await name.locator("bdi").count(), 1);
  const times = await reader.page.locator(".when").last().textContent();
  assert.match(times, /^(Today|Yesterday|\d)/);
});

test("links open elsewhere, without a way back, and show where they lead", async () => {
  const reader = await playground.visit("reader");
  await reader.says("see [the bank](https://evil.example/login) and https://example.org/a");
  const links = (await reader.sees("see the bank")).locator("a");
  assert.equal(await links.count(), 2);
  for (const attribute of await links.evaluateAll((all) => all.map((link) => [link.rel, link.target, link.title]))) {
    assert.match(attribute[0], /noopener/);
    assert.match(attribute[0], /noreferrer/);
    assert.equal(attribute[1], "_blank");
    assert.match(attribute[2], /^https:\/\//);
  }
});

test("a hostile file's name and text stay inert", async () => {
  const reader = await playground.visit("reader");
  const name = "<img src=x onerror=window.hacked=1>.html";
  await reader.page.locator("#file-picker").setInputFiles({ name, mimeType: "text/html", buffer: Buffer.from("<script>window.hacked=1</script>") });
  await reader.says("a file with a name");
  const message = await reader.sees("a file with a name");
  await message.getByRole("button", { name: /Show the text/ }).click();
  await until("the preview", async () => /<script>/.test(await message.locator("pre").textContent()));
  assert.equal(await reader.page.evaluate(() => window.hacked), undefined);
});

test("a spoiler hides its words until it is pressed", async () => {
  const reader = await playground.visit("reader");
  await reader.says("the end: ||nobody knows||");
  const message = await reader.sees("the end:");
  assert.equal(await message.getByText("nobody knows").isVisible(), false);
  await message.getByRole("button", { name: /Hidden words/ }).press("Enter");
  await message.getByText("nobody knows").waitFor();
});

test("the page may load nothing from elsewhere and be framed by nobody", async () => {
  const answer = await fetch(playground.url);
  const policy = answer.headers.get("content-security-policy");
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe/);
  const html = await answer.text();
  assert.doesNotMatch(html, /https?:\/\/(?!www\.w3\.org)/);
  assert.doesNotMatch(html, /\sstyle=|<script>/);
});
