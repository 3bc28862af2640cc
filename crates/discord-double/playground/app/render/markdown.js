// The Markdown tree as elements.

import { h, name } from "../dom.js";
import { parseMarkdown } from "../markdown/blocks.js";
import { parseInline } from "../markdown/inline.js";
import { shownName } from "../state.js";
import { taggedTime, wholeTime } from "../time.js";

/**
 * @typedef {import("../state.js").Store} Store
 * @typedef {{store: Store, act: any}} Page
 */

/**
 * A message's words.
 * @param {Page} page
 * @param {string} text
 */
export function markdown(page, text) {
  return h("div.markdown", { dir: "auto" }, parseMarkdown(text).map((block) => blockOf(page, block)));
}

/** Words of one line: a title, a field's name. */
export function inlineMarkdown(page, text) {
  return inlines(page, parseInline(text));
}

/** The words alone, in one line and without any control, for where the whole is a control already. */
export function plainWords({ store }, text) {
  return wordsOf(store, parseMarkdown(text)).replace(/\s+/g, " ").trim();
}

function wordsOf(store, nodes) {
  return nodes
    .map((node) => {
      if (node.type === "spoiler") return "(hidden words)";
      if (node.items) return node.items.map((item) => `${wordsOf(store, item.children)} ${wordsOf(store, item.nested)}`).join(" ");
      if (node.children) return wordsOf(store, node.children) + (node.href || node.type in TAGS ? "" : " ");
      if (node.type === "time") return taggedTime(node.seconds, node.style)?.text ?? "";
      if (node.type === "mention") return mentioned(store, node);
      if (node.type === "command") return `/${node.name}`;
      return node.text ?? node.name ?? " ";
    })
    .join("");
}

/** A mention as words. */
function mentioned(store, { kind, id }) {
  if (kind === "user") return `@${shownName(store.member(id) ?? { name: "unknown member" })}`;
  if (kind === "role") return `@${store.role(id)?.name ?? "unknown role"}`;
  return kind === "channel" ? `#${store.channel(id)?.name ?? "no access"}` : `@${id}`;
}

const inlines = (page, nodes) => nodes.map((node) => inlineOf(page, node));

function blockOf(page, block) {
  switch (block.type) {
    case "heading":
      return h(`h3.heading.heading-${block.level}`, {}, inlines(page, block.children));
    case "small":
      return h("p.small", {}, inlines(page, block.children));
    case "quote":
      return h("blockquote", { dir: "auto" }, block.children.map((each) => blockOf(page, each)));
    case "fence":
      return h("pre", { tabindex: "0", "aria-label": block.language ? `Code, ${block.language}` : "Code", role: "group" }, h("code", { text: block.text }));
    case "list":
      return listOf(page, block);
    default:
      return h("p", { dir: "auto" }, inlines(page, block.children));
  }
}

function listOf(page, { ordered, start, items }) {
  const rows = items.map((item) =>
    h("li", { dir: "auto" }, inlines(page, item.children), item.nested.map((each) => blockOf(page, each))),
  );
  return h(ordered ? "ol" : "ul", { start: ordered && start !== 1 ? start : null }, rows);
}

const TAGS = { bold: "strong", italic: "em", underline: "u", strike: "s" };

function inlineOf(page, node) {
  switch (node.type) {
    case "text":
      return node.text;
    case "break":
      return h("br");
    case "code":
      return h("code", { text: node.text });
    case "link":
      return outsideLink(node.href, inlines(page, node.children));
    case "mention":
      return mention(page, node);
    case "command":
      return commandMention(page, node);
    case "time":
      return time(node);
    case "emoji":
      return h("span.custom-emoji", { text: `:${node.name}:` });
    case "spoiler":
      return spoiler(inlines(page, node.children));
    default:
      return h(TAGS[node.type], {}, inlines(page, node.children));
  }
}

/** A link out of the page; what it shows and where it leads may differ, so that the address is its title. */
export function outsideLink(href, children) {
  return h("a", { href, title: href, target: "_blank", rel: "noopener noreferrer nofollow" }, children);
}

/** Words hidden until asked for. */
export function spoiler(children) {
  const inner = h("span.spoiler-words", { "aria-hidden": "true", inert: true }, children);
  const button = h("button.spoiler", { type: "button", "aria-label": "Hidden words, press to read them" }, inner);
  button.addEventListener("click", () => {
    const open = h("span.spoiler.is-open", { tabindex: "-1" }, ...inner.childNodes);
    button.replaceWith(open);
    open.focus();
  });
  return button;
}

function mention({ store, act }, { kind, id }) {
  if (kind === "user") {
    const member = store.member(id);
    if (!member) return h("span.mention", { text: "@unknown member" });
    const isMe = id === store.me?.id;
    return h(isMe ? "span.mention.is-me" : "span.mention", {}, "@", name(shownName(member)));
  }
  if (kind === "role") {
    const role = store.role(id);
    const isMine = store.member(store.me?.id)?.roles?.includes(id);
    return h(isMine ? "span.mention.is-me" : "span.mention", {}, "@", name(role?.name ?? "unknown role"));
  }
  if (kind === "everyone") return h("span.mention", { text: `@${id}` });
  const channel = store.channel(id);
  if (!channel) return h("span.mention", { text: "#no access" });
  return h("button.mention", { type: "button", onclick: () => act.openChannel(id) }, "#", name(channel.name));
}

function commandMention({ act }, node) {
  const title = `Write the command /${node.name}`;
  return h("button.mention", { type: "button", title, onclick: () => act.beginCommand(node.name) }, "/", name(node.name));
}

function time({ seconds, style }) {
  const found = taggedTime(seconds, style);
  if (!found) return `<t:${seconds}:${style}>`;
  return h("time", { datetime: found.date.toISOString(), title: wholeTime(found.date), text: found.text });
}
