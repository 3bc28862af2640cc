// Discord's Markdown within a line: emphasis, code, links, mentions, times. Pure: text in, a tree out.
//
// Linear by construction: one pass cuts the text into pieces, one pass over the pieces pairs the marks. A kind of
// mark can be open only once, so that no text nests deeper than there are kinds.

/**
 * @typedef {{type: "text", text: string}
 *   | {type: "break"}
 *   | {type: "code", text: string}
 *   | {type: "link", href: string, children: Inline[]}
 *   | {type: "mention", kind: "user"|"role"|"channel"|"everyone", id: string}
 *   | {type: "command", name: string, id: string}
 *   | {type: "time", seconds: number, style: string}
 *   | {type: "emoji", name: string}
 *   | {type: "bold"|"italic"|"underline"|"strike"|"spoiler", children: Inline[]}} Inline
 */

/** What each mark makes of what stands between two of it. */
const MARKS = { "**": "bold", "*": "italic", "__": "underline", _: "italic", "~~": "strike", "||": "spoiler" };

const LONGEST_LABEL = 1000;
const PUNCTUATION = /[!-/:-@[-`{-~]/;
const WORD = /[\p{L}\p{N}]/u;
const BARE_LINK = /https?:\/\/[^\s<>]+/y;
const ANGLE_LINK = /<(https?:\/\/[^\s<>]+)>/y;
const MASKED_TARGET = /\]\(\s*(?:<(https?:\/\/[^\s<>]+)>|(https?:\/\/(?:[^\s()<>]|\([^\s()<>]*\))+))(?:\s+"[^"\n]*")?\s*\)/y;
const TAG =
  /<(?:@!?(?<user>\d{1,20})|@&(?<role>\d{1,20})|#(?<channel>\d{1,20})|\/(?<command>[^\s<>:]{1,32}(?: [^\s<>:]{1,32}){0,2}):(?<commandId>\d{1,20})|a?:(?<emoji>\w{2,32}):\d{1,20}|t:(?<time>-?\d{1,13})(?::(?<style>[tTdDfFRsS]))?)>/y;

/** Matches a sticky pattern at one place. */
function at(pattern, text, index) {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

/**
 * Parses the words of a line or paragraph.
 * @param {string} text
 * @param {{links?: boolean}} [allow] links cannot stand within the words of a link
 * @returns {Inline[]}
 */
export function parseInline(text, { links = true } = {}) {
  return pair(cut(text, links));
}

/** Cuts the text into finished nodes and marks that may open or close something. */
function cut(text, links) {
  const pieces = [];
  let plain = "";
  const flush = () => {
    if (plain) pieces.push({ type: "text", text: plain });
    plain = "";
  };
  const add = (piece) => {
    flush();
    pieces.push(piece);
  };
  const closings = new CodeClosings(text);
  let index = 0;
  while (index < text.length) {
    const char = text[index];
    if (char === "\\" && index + 1 < text.length && PUNCTUATION.test(text[index + 1])) {
      plain += text[index + 1];
      index += 2;
    } else if (char === "\n") {
      add({ type: "break" });
      index += 1;
    } else {
      const found = special(text, index, links, closings);
      if (found) add(found.piece);
      else plain += char;
      index = found ? found.end : index + 1;
    }
  }
  flush();
  return pieces;
}

/** What begins at this place, if it is not plain text. */
function special(text, index, links, closings) {
  switch (text[index]) {
    case "`":
      return codeSpan(text, index, closings);
    case "<":
      return tag(text, index) ?? (links ? angleLink(text, index) : null);
    case "[":
      return links ? maskedLink(text, index) : null;
    case "h":
      return links ? bareLink(text, index) : null;
    case "@":
      return everyone(text, index);
    case "*":
    case "_":
    case "~":
    case "|":
      return marks(text, index);
    default:
      return null;
  }
}

/** Finds the closing backticks for an opening run; remembers in vain searches, so that many of them stay linear. */
class CodeClosings {
  constructor(text) {
    this.text = text;
    this.none = new Set();
  }

  after(index, run) {
    if (this.none.has(run)) return -1;
    const pattern = new RegExp(`(?<!\`)\`{${run}}(?!\`)`, "g");
    pattern.lastIndex = index;
    const found = pattern.exec(this.text);
    if (!found) this.none.add(run);
    return found ? found.index : -1;
  }
}

function codeSpan(text, index, closings) {
  let run = 1;
  while (text[index + run] === "`") run += 1;
  const asText = { piece: { type: "text", text: "`".repeat(run) }, end: index + run };
  if (run > 3) return asText;
  const close = closings.after(index + run, run);
  if (close < 0) return asText;
  let inner = text.slice(index + run, close);
  if (run > 1) inner = inner.replace(/^ (?=`)|(?<=`) $/g, "");
  return { piece: { type: "code", text: inner.replaceAll("\n", " ") }, end: close + run };
}

function tag(text, index) {
  const found = at(TAG, text, index);
  if (!found) return null;
  const { user, role, channel, command, commandId, emoji, time, style } = found.groups;
  const end = index + found[0].length;
  if (user) return { piece: { type: "mention", kind: "user", id: user }, end };
  if (role) return { piece: { type: "mention", kind: "role", id: role }, end };
  if (channel) return { piece: { type: "mention", kind: "channel", id: channel }, end };
  if (command) return { piece: { type: "command", name: command, id: commandId }, end };
  if (emoji) return { piece: { type: "emoji", name: emoji }, end };
  return { piece: { type: "time", seconds: Number(time), style: style ?? "f" }, end };
}

function everyone(text, index) {
  const word = ["@everyone", "@here"].find((each) => text.startsWith(each, index));
  if (!word) return null;
  return { piece: { type: "mention", kind: "everyone", id: word.slice(1) }, end: index + word.length };
}

function link(href, children) {
  return { type: "link", href, children };
}

function angleLink(text, index) {
  const found = at(ANGLE_LINK, text, index);
  return found && { piece: link(found[1], [{ type: "text", text: found[1] }]), end: index + found[0].length };
}

function bareLink(text, index) {
  const found = at(BARE_LINK, text, index);
  if (!found || WORD.test(text[index - 1] ?? " ")) return null;
  let href = found[0].replace(/(?:\|\||\*\*|__|~~)+$/, "").replace(/[.,:;!?"'\]*_~|]+$/, "");
  // A closing bracket belongs to the address only where it was opened in it.
  while (href.endsWith(")") && href.split("(").length < href.split(")").length) href = href.slice(0, -1);
  if (!/^https?:\/\/[^/]/.test(href)) return null;
  return { piece: link(href, [{ type: "text", text: href }]), end: index + href.length };
}

function maskedLink(text, index) {
  const limit = Math.min(text.length, index + LONGEST_LABEL);
  let end = index + 1;
  while (end < limit && text[end] !== "]") {
    // An inner bracket means that the link begins later.
    if (text[end] === "[" || text[end] === "\n") return null;
    end += text[end] === "\\" ? 2 : 1;
  }
  if (end >= limit || end === index + 1) return null;
  const target = at(MASKED_TARGET, text, end);
  if (!target) return null;
  const words = parseInline(text.slice(index + 1, end), { links: false });
  return { piece: link(target[1] ?? target[2], words), end: end + target[0].length };
}

/** A run of one mark's character; the pairing splits it. */
function marks(text, index) {
  const char = text[index];
  let run = 1;
  while (text[index + run] === char) run += 1;
  const before = text[index - 1] ?? " ";
  const after = text[index + run] ?? " ";
  const inWord = char === "_" && WORD.test(before) && WORD.test(after);
  const opens = !/\s/.test(after) && !(char === "_" && WORD.test(before));
  const closes = !/\s/.test(before) && !(char === "_" && WORD.test(after));
  if (inWord && run === 1) return null;
  return { piece: { type: "mark", char, run, opens, closes }, end: index + run };
}

/** Pairs the marks; what stays alone is text. */
function pair(pieces) {
  const open = [{ mark: "", children: [] }];
  const top = () => open[open.length - 1];
  const dropDownTo = (depth) => {
    while (open.length > depth) {
      const { mark, children } = open.pop();
      top().children.push({ type: "text", text: mark }, ...children);
    }
  };
  const use = (mark, piece) => {
    const depth = open.findIndex((each) => each.mark === mark);
    const isSingle = mark.length === 1;
    if (depth > 0 && (piece.closes || !isSingle)) {
      dropDownTo(depth + 1);
      const { children } = open.pop();
      const node = { type: MARKS[mark], children };
      if (children.length) top().children.push(node);
      else top().children.push({ type: "text", text: mark + mark });
    } else if (depth < 0 && (piece.opens || !isSingle)) {
      open.push({ mark, children: [] });
    } else {
      top().children.push({ type: "text", text: mark });
    }
  };
  for (const piece of pieces) {
    if (piece.type !== "mark") top().children.push(piece);
    else for (const mark of split(piece, top().mark)) use(mark, piece);
  }
  dropDownTo(1);
  return joined(open[0].children);
}

/** Splits a run into the marks it consists of: the innermost open one closes first. */
function split({ char, run }, innermost) {
  const doubles = Array(Math.floor(run / 2)).fill(char + char);
  if (run % 2 === 0) return doubles;
  return innermost === char ? [char, ...doubles] : [...doubles, char];
}

/** Joins neighbouring texts. */
function joined(nodes) {
  const out = [];
  for (const node of nodes) {
    const last = out[out.length - 1];
    if (node.type === "text" && last?.type === "text") last.text += node.text;
    else out.push(node.children ? { ...node, children: joined(node.children) } : { ...node });
  }
  return out;
}
