// How a line after a slash is read, without a browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { OPTION, entriesOf, faultOf, hintOf, matching, readLine } from "../../crates/discord-double/playground/app/composer/commands.js";
import { faultOfFiles } from "../../crates/discord-double/playground/app/composer/attachments.js";

const text = (name, more = {}) => ({ name, type: OPTION.string, description: "", ...more });
const ENTRIES = entriesOf([
  { name: "ask", description: "A question", options: [text("question", { required: true }), text("article")] },
  { name: "articles", description: "What was asked for" },
  {
    name: "newsdesk",
    description: "Settings",
    options: [
      { type: OPTION.sub, name: "setup", description: "Set up" },
      { type: OPTION.group, name: "list", options: [{ type: OPTION.sub, name: "words", description: "Words", options: [text("step")] }] },
    ],
  },
]);

test("sub-commands are entries of their own", () => {
  assert.deepEqual(ENTRIES.map((entry) => entry.path), ["ask", "articles", "newsdesk setup", "newsdesk list words"]);
});

const MATCHES = [
  ["", "ask, articles, newsdesk setup, newsdesk list words"],
  ["a", "ask, articles"],
  ["AR", "articles"],
  ["set", "newsdesk setup"],
  ["question", "ask"],
  ["nothing of the kind", ""],
];
for (const [typed, expected] of MATCHES) {
  test(`typing /${typed} offers ${expected || "nothing"}`, () => {
    assert.equal(matching(ENTRIES, typed).map((entry) => entry.path).join(", "), expected);
  });
}

const LINES = [
  ["/ask question: When is it? article: Harris", "ask", { question: "When is it?", article: "Harris" }],
  ["/ask When is it?", "ask", { question: "When is it?" }],
  ["/ask", "ask", {}],
  ["/ask question:12:30 is when?", "ask", { question: "12:30 is when?" }],
  ["/newsdesk list words step: show", "newsdesk list words", { step: "show" }],
  ["/articles", "articles", {}],
  ["/asking", null, null],
  ["/newsdesk", null, null],
  ["ask", null, null],
];
for (const [line, path, values] of LINES) {
  test(`the line ${line}`, () => {
    const found = readLine(ENTRIES, line);
    assert.equal(found?.entry.path ?? null, path);
    assert.deepEqual(found?.values ?? null, values);
  });
}

const FAULTS = [
  [text("a", { required: true }), null, "This option is required."],
  [text("a"), null, null],
  [text("a", { max_length: 3 }), "four", "This has 4 characters; 3 are allowed."],
  [text("a", { max_length: 3 }), "👍👍👍", null],
  [text("a", { min_length: 3 }), "no", "At least 3 characters are needed."],
  [{ name: "n", type: OPTION.integer }, 1.5, "Write a whole number."],
  [{ name: "n", type: OPTION.integer }, NaN, "Write a whole number."],
  [{ name: "n", type: OPTION.number }, 1.5, null],
  [{ name: "n", type: OPTION.integer, min_value: 1, max_value: 365 }, 0, "The least is 1."],
  [{ name: "n", type: OPTION.integer, min_value: 1, max_value: 365 }, 400, "The most is 365."],
];
for (const [option, value, expected] of FAULTS) {
  test(`the value ${value} of ${JSON.stringify(option)}`, () => assert.equal(faultOf(option, value), expected));
}

test("a hint says what an option takes", () => {
  assert.equal(hintOf(text("a", { max_length: 6000 })), "up to 6,000 characters");
  assert.equal(hintOf({ type: OPTION.integer, min_value: 1, max_value: 365 }), "1 to 365");
  assert.equal(hintOf({ type: OPTION.file }), "a file");
});

test("files are bounded in number and size", () => {
  assert.equal(faultOfFiles([{ size: 10 }]), null);
  assert.match(faultOfFiles(Array(11).fill({ size: 1 })), /At most 10 files/);
  assert.match(faultOfFiles([{ size: 11 * 1024 * 1024 }]), /11 MB together; 10 MB are allowed/);
});
