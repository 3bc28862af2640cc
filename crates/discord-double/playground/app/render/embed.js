// Embeds: the framed cards of Discord's first generation.

import { h, name } from "../dom.js";
import { icon } from "../icons.js";
import { messageTime, wholeTime } from "../time.js";
import { isOwn } from "./attachment.js";
import { inlineMarkdown, markdown, outsideLink } from "./markdown.js";

const WEB = /^https?:\/\//i;

/** Discord's colours are numbers. */
export function cssColour(number) {
  return `#${(number & 0xffffff).toString(16).padStart(6, "0")}`;
}

/** @param {Record<string, any>} embed Discord's embed object */
export function embed(page, embed) {
  const box = h(
    "div.embed",
    {},
    embed.author?.name && h("div.embed-author", {}, linked(embed.author.url, [name(embed.author.name)])),
    embed.title && h("div.embed-title", { dir: "auto" }, linked(embed.url, inlineMarkdown(page, embed.title))),
    embed.description && markdown(page, embed.description),
    embed.fields?.length > 0 && fields(page, embed.fields),
    picture(embed.image, "picture"),
    picture(embed.thumbnail, "small picture"),
    foot(embed),
  );
  if (embed.color) box.style.setProperty("--bar", cssColour(embed.color));
  return box;
}

function linked(url, children) {
  return url && WEB.test(url) ? outsideLink(url, children) : children;
}

function fields(page, all) {
  const cells = all.map((field) =>
    h(
      field.inline ? "div.field.is-inline" : "div.field",
      {},
      h("dt", { dir: "auto" }, inlineMarkdown(page, field.name)),
      h("dd", {}, markdown(page, field.value)),
    ),
  );
  return h("dl.fields", {}, cells);
}

/** A picture of this server is shown, one from outside only named: the page asks nobody else for anything. */
export function picture(image, what, description = "") {
  if (!image?.url) return null;
  if (isOwn(image.url)) return h("img.embed-image", { src: image.url, alt: description, loading: "lazy" });
  if (!WEB.test(image.url)) return null;
  return h("p.outside-image", {}, icon("image"), outsideLink(image.url, [description || `A ${what} on another site`]));
}

function foot(embed) {
  const parts = [];
  if (embed.footer?.text) parts.push(name(embed.footer.text));
  const date = embed.timestamp ? new Date(embed.timestamp) : null;
  if (date && !Number.isNaN(date.getTime())) {
    if (parts.length) parts.push(" • ");
    parts.push(h("time", { datetime: date.toISOString(), title: wholeTime(date), text: messageTime(date) }));
  }
  return parts.length ? h("div.embed-footer", {}, parts) : null;
}
