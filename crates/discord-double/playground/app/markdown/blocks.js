// Discord's Markdown by lines: fences, quotes, headings, lists, small print. Pure: text in, a tree out.

import { parseInline } from "./inline.js";

/**
 * @typedef {import("./inline.js").Inline} Inline
 * @typedef {{type: "paragraph", children: Inline[]}
 *   | {type: "heading", level: number, children: Inline[]}
 *   | {type: "small", children: Inline[]}
 *   | {type: "fence", language: string, text: string}
 *   | {type: "quote", children: Block[]}
 *   | {type: "list", ordered: boolean, start: number, items: {children: Inline[], nested: Block[]}[]}} Block
 */

const FENCE = /```(?:([\w+#.-]{1,20})\n)?\n?([\s\S]*?)\n?```/g;
const HEADING = /^(#{1,3}) +(\S.*)$/;
const SMALL = /^-# +(\S.*)$/;
const QUOTE = /^> (.*)$/;
const ITEM = /^( *)([-*]|\d{1,9}\.) +(\S.*)$/;

/**
 * Parses a message's words.
 * @param {string} text
 * @returns {Block[]}
 */
export function parseMarkdown(text) {
  const blocks = [];
  const normal = String(text).replace(/\r\n?/g, "\n");
  // What follows >>> at the beginning of a line is a quotation to the end, fences included.
  const rest = normal.match(/(?:^|\n)>>> ?/);
  const before = rest ? normal.slice(0, rest.index) : normal;
  if (!rest || fencesAreClosed(before)) {
    blocks.push(...withFences(before));
    if (rest) blocks.push({ type: "quote", children: withFences(normal.slice(rest.index + rest[0].length)) });
    return blocks;
  }
  return withFences(normal);
}

function fencesAreClosed(text) {
  return text.split("```").length % 2 === 1;
}

function withFences(text) {
  const blocks = [];
  let last = 0;
  for (const found of text.matchAll(FENCE)) {
    if (!found[2].trim()) continue;
    blocks.push(...byLines(text.slice(last, found.index)));
    blocks.push({ type: "fence", language: found[1] ?? "", text: found[2] });
    last = found.index + found[0].length;
    if (text[last] === "\n") last += 1;
  }
  return [...blocks, ...byLines(text.slice(last))];
}

/** Reads the lines between fences. */
function byLines(text) {
  const blocks = [];
  const plain = [];
  const flush = () => {
    const words = plain.join("\n").replace(/^\n+|\n+$/g, "");
    if (words) blocks.push({ type: "paragraph", children: parseInline(words) });
    plain.length = 0;
  };
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; ) {
    const { block, used } = blockAt(lines, index);
    if (block) {
      flush();
      blocks.push(block);
    } else {
      plain.push(lines[index]);
    }
    index += used;
  }
  flush();
  return blocks;
}

function blockAt(lines, index) {
  const line = lines[index];
  const heading = line.match(HEADING);
  if (heading) return { block: { type: "heading", level: heading[1].length, children: parseInline(heading[2]) }, used: 1 };
  const small = line.match(SMALL);
  if (small) return { block: { type: "small", children: parseInline(small[1]) }, used: 1 };
  if (QUOTE.test(line)) return quoteAt(lines, index);
  if (ITEM.test(line)) return listAt(lines, index);
  return { block: null, used: 1 };
}

function quoteAt(lines, index) {
  const inner = [];
  while (index + inner.length < lines.length) {
    const found = lines[index + inner.length].match(QUOTE);
    if (!found) break;
    inner.push(found[1]);
  }
  // Quotations do not nest in Discord.
  const plain = byLines(inner.map((line) => line.replace(/^(?:> ?)+/, "")).join("\n"));
  return { block: { type: "quote", children: plain }, used: inner.length };
}

/** A list with one deeper level, as Discord indents it. */
function listAt(lines, index) {
  const items = [];
  const first = lines[index].match(ITEM);
  const ordered = /\d/.test(first[2]);
  let used = 0;
  while (index + used < lines.length) {
    const found = lines[index + used].match(ITEM);
    if (!found) break;
    const isDeeper = found[1].length > first[1].length && items.length > 0;
    const isOrdered = /\d/.test(found[2]);
    if (isDeeper) addNested(items[items.length - 1].nested, isOrdered, found);
    else if (isOrdered !== ordered) break;
    else items.push({ children: parseInline(found[3]), nested: [] });
    used += 1;
  }
  return { block: { type: "list", ordered, start: ordered ? parseInt(first[2], 10) : 1, items }, used };
}

function addNested(nested, ordered, found) {
  const last = nested[nested.length - 1];
  const item = { children: parseInline(found[3]), nested: [] };
  if (last?.ordered === ordered) last.items.push(item);
  else nested.push({ type: "list", ordered, start: ordered ? parseInt(found[2], 10) : 1, items: [item] });
}
