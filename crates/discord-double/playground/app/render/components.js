// Components of a message, both generations: rows, buttons, selects; sections, containers, galleries.

import { h, name } from "../dom.js";
import { icon } from "../icons.js";
import { attachment } from "./attachment.js";
import { cssColour, picture } from "./embed.js";
import { markdown, spoiler } from "./markdown.js";
import { selectMenu } from "./select.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger" };
const DEEPEST = 4;

/** @param {Record<string, any>[]} list the components of a message */
export function components(page, message, list, depth = 0) {
  if (depth > DEEPEST) return [];
  return (list ?? []).map((each) => component(page, message, each, depth));
}

function component(page, message, it, depth) {
  switch (it.type) {
    case 1:
      return h("div.row", {}, components(page, message, it.components, depth + 1));
    case 2:
      return button(page, message, it);
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return messageSelect(page, message, it);
    case 9:
      return section(page, message, it, depth);
    case 10:
      return markdown(page, it.content ?? "");
    case 11:
      return hidden(it.spoiler, picture(it.media, "picture", it.description ?? ""));
    case 12:
      return gallery(it);
    case 13:
      return hidden(it.spoiler, fileOf(message, it));
    case 14:
      return separator(it);
    case 17:
      return container(page, message, it, depth);
    default:
      return h("p.unknown", { text: `A component of the kind ${it.type}, which this page does not show` });
  }
}

function emojiOf(emoji) {
  if (!emoji?.name) return null;
  return h("span.emoji", { text: emoji.id ? `:${emoji.name}:` : emoji.name, "aria-hidden": "true" });
}

function button(page, message, it) {
  const label = [emojiOf(it.emoji), it.label && name(it.label)];
  const spokenName = it.label ? null : (it.emoji?.name ?? "button");
  if (it.style === 5) {
    const href = /^(https?|discord):/i.test(it.url ?? "") ? it.url : null;
    const props = { href, target: "_blank", rel: "noopener noreferrer nofollow", title: it.url, "aria-label": spokenName };
    return h("a.button.secondary", props, label, icon("link"));
  }
  const props = { type: "button", disabled: it.disabled, "aria-label": spokenName, data: { key: it.custom_id ?? "" } };
  const made = h(`button.button.${STYLES[it.style] ?? "secondary"}`, props, label);
  made.addEventListener("click", async () => {
    if (made.getAttribute("aria-busy") === "true") return;
    made.setAttribute("aria-busy", "true");
    await page.act.click(message, it.custom_id);
    made.removeAttribute("aria-busy");
  });
  return made;
}

function messageSelect(page, message, it) {
  const made = selectMenu(page, it, async (values) => {
    made.busy(true);
    await page.act.select(message, it.custom_id, values);
    made.busy(false);
  });
  return made.element;
}

function section(page, message, it, depth) {
  const accessory = it.accessory ? component(page, message, it.accessory, depth + 1) : null;
  const words = h("div.section-words", {}, components(page, message, it.components, depth + 1));
  return h("div.section", {}, words, accessory && h("div.section-side", {}, accessory));
}

function container(page, message, it, depth) {
  const box = h("div.container", {}, components(page, message, it.components, depth + 1));
  if (Number.isInteger(it.accent_color)) box.style.setProperty("--bar", cssColour(it.accent_color));
  return hidden(it.spoiler, box);
}

function gallery(it) {
  const shown = (it.items ?? []).map((item) => hidden(item.spoiler, picture(item.media, "picture", item.description ?? "")));
  return h("div.gallery", {}, shown);
}

function fileOf(message, it) {
  const wanted = (it.file?.url ?? "").replace(/^attachment:\/\//, "");
  const found = (message.attachments ?? []).find((each) => each.filename === wanted || each.url === it.file?.url);
  return found ? attachment(found) : h("p.unknown", { text: wanted || "A file that is not there" });
}

function separator(it) {
  const room = it.spacing === 2 ? "is-wide" : "is-narrow";
  return it.divider === false ? h(`div.gap.${room}`) : h(`hr.${room}`);
}

function hidden(isHidden, element) {
  return isHidden && element ? spoiler([element]) : element;
}
