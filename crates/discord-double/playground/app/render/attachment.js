// Files under a message: pictures shown, texts opened on demand, everything offered for download.

import { fill, h, name } from "../dom.js";
import { icon } from "../icons.js";
import { size } from "../time.js";

const LONGEST_PREVIEW = 20_000;
const TEXTS = /^text\/|json|calendar|csv|markdown|xml/;
const TEXT_NAMES = /\.(txt|md|csv|json|ics|html?|log|xml)$/i;

/** Whether an address leads to this very server: nothing else is ever loaded. */
export function isOwn(url) {
  try {
    return new URL(url, location.href).origin === location.origin;
  } catch {
    return false;
  }
}

/** @param {Record<string, any>} file Discord's attachment object */
export function attachment(file) {
  if (/^image\/(png|jpe?g|gif|webp|avif)$/.test(file.content_type ?? "") && isOwn(file.url)) return picture(file);
  return card(file);
}

function picture(file) {
  const shown = h("img", { src: file.url, alt: file.description || file.filename, loading: "lazy" });
  shown.addEventListener("error", () => shown.replaceWith(card(file)));
  return h("figure.picture", {}, shown);
}

function card(file) {
  const isText = TEXTS.test(file.content_type ?? "") || TEXT_NAMES.test(file.filename);
  const preview = h("pre.preview", { hidden: true, tabindex: "0", role: "group", "aria-label": `The text of ${file.filename}` });
  const own = isOwn(file.url);
  const load = own ? h("a.ghost", { href: file.url, download: file.filename, title: `Download ${file.filename}`, "aria-label": `Download ${file.filename}` }, icon("download")) : null;
  const look = own && isText ? previewButton(file, preview) : null;
  const words = h("div.file-words", {}, h("div.file-name", {}, name(file.filename)), h("div.file-size", { text: size(file.size) }));
  return h("div.file", {}, h("div.file-row", {}, icon("file"), words, look, load), preview);
}

function previewButton(file, preview) {
  const label = `Show the text of ${file.filename}`;
  const button = h("button.ghost", { type: "button", title: label, "aria-label": label, "aria-expanded": "false" }, icon("eye"));
  button.addEventListener("click", async () => {
    preview.hidden = !preview.hidden;
    button.setAttribute("aria-expanded", String(!preview.hidden));
    if (!preview.hidden && !preview.textContent) fill(preview, await textOf(file.url));
  });
  return button;
}

async function textOf(url) {
  try {
    const answer = await fetch(url, { credentials: "omit" });
    if (!answer.ok) return "The file cannot be read any more.";
    const text = await answer.text();
    return text.length > LONGEST_PREVIEW ? `${text.slice(0, LONGEST_PREVIEW)}\n…` : text;
  } catch {
    return "The file cannot be read just now.";
  }
}
