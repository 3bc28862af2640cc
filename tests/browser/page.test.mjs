// The page's files, without a browser: what belongs together, and what must not be in them.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const PAGE = fileURLToPath(new URL("../../crates/discord-double/playground/", import.meta.url));
const LONGEST = 450;

function files(folder = PAGE) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [relative(PAGE, join(folder, entry.name))],
  );
}

const ALL = files();
const text = (file) => readFileSync(join(PAGE, file), "utf8");
const html = text("index.html");

test("index.html names every module and style sheet, and none that is not there", () => {
  const named = [...html.matchAll(/(?:href|src)="\/playground\/([^"]+)"/g)].map((found) => found[1]).sort();
  const there = ALL.filter((file) => /\.(js|css|svg)$/.test(file)).sort();
  assert.deepEqual(named, there);
});

test("no file turns text into markup, and none names another site", () => {
  for (const file of ALL.filter((each) => /\.(js|html)$/.test(each))) {
    const source = text(file);
    assert.doesNotMatch(source, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/, file);
    const addresses = [...source.matchAll(/https?:\/\/[\w.-]+/g)].map((found) => found[0]);
    assert.deepEqual(addresses.filter((each) => each !== "http://www.w3.org"), [], file);
  }
  for (const file of ALL.filter((each) => each.endsWith(".css"))) assert.doesNotMatch(text(file), /url\(|@import/, file);
});

test("index.html has no inline script or style", () => {
  assert.doesNotMatch(html, /<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/);
});

test("no file is too long to read", () => {
  for (const file of ALL.filter((each) => /\.(js|css|html)$/.test(each))) {
    const lines = text(file).split("\n").length;
    assert.ok(lines <= LONGEST, `${file} has ${lines} lines`);
  }
});
