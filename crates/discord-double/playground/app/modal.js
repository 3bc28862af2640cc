// The bot's forms, in a dialog: text inputs, selects and files; checked before they are sent.

import { UNREADABLE, encoded, faultOfFiles } from "./composer/attachments.js";
import { grow } from "./composer/field.js";
import { fileChooser } from "./composer/file-chooser.js";
import { fill, freshId, h, name } from "./dom.js";
import { icon } from "./icons.js";
import { markdown } from "./render/markdown.js";
import { selectMenu } from "./render/select.js";

const LONGEST = 4000;
const SELECTS = new Set([3, 5, 6, 7, 8]);
const UPLOAD = 19;

/**
 * @typedef {{id: string, element: HTMLElement, target: HTMLElement, value: () => any|Promise<any>, fault: () => string|null, files?: () => File[]}} Part
 */

/**
 * Shows a form of the bot's.
 * @param {import("./render/markdown.js").Page} page
 * @param {Record<string, any>} modal the frame `modal`
 * @param {HTMLElement|null} returnTo where the focus goes afterwards
 */
export function openModal(page, modal, returnTo) {
  const titleId = freshId("dialog");
  const parts = [];
  const body = (modal.components ?? []).map((top) => partOf(page, top, parts));
  const error = h("div.dialog-error", { role: "alert" });
  const submit = h("button.button.primary", { type: "button", text: "Submit" });
  const cancel = h("button.button.plain", { type: "button", text: "Cancel" });
  const away = h("button.ghost", { type: "button", "aria-label": "Close the form" }, icon("close"));
  const head = h("div.dialog-head", {}, h("h2", { id: titleId, dir: "auto", text: modal.title }), away);
  const note = h("p.dialog-note", {}, "This form goes to ", name(page.store.bot?.name ?? "the bot"), ". In a playground nothing leaves this machine.");
  const foot = h("div.dialog-foot", {}, cancel, submit);
  const dialog = h("dialog.dialog", { "aria-labelledby": titleId }, head, h("div.dialog-body", {}, note, body, error), foot);

  const close = () => dialog.close();
  const send = async () => {
    if (submit.getAttribute("aria-busy") === "true" || !checkAll(parts)) return;
    submit.setAttribute("aria-busy", "true");
    submit.textContent = "Sending…";
    const answer = await sent(page, modal, parts, dialog).finally(() => {
      submit.removeAttribute("aria-busy");
      submit.textContent = "Submit";
    });
    if (answer.t === "failed") fill(error, icon("warning"), h("span", { text: answer.error }));
    else close();
  };

  submit.addEventListener("click", send);
  cancel.addEventListener("click", close);
  away.addEventListener("click", close);
  dialog.addEventListener("keydown", (event) => {
    const isInput = event.target.matches("input");
    if (event.key === "Enter" && !event.isComposing && (isInput || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    }
  });
  // A file that misses its field must not take the page's place.
  for (const kind of ["dragover", "drop"]) dialog.addEventListener(kind, (event) => event.preventDefault());
  dialog.addEventListener("close", () => {
    dialog.remove();
    page.act.refocus(returnTo);
  });
  document.body.append(dialog);
  dialog.showModal();
  (parts[0]?.target ?? submit).focus();
}

/** What came of sending the form; files that are too large together, or cannot be read, keep it from being sent. */
async function sent(page, modal, parts, dialog) {
  const fault = faultOfFiles(parts.flatMap((part) => part.files?.() ?? []));
  if (fault) return { t: "failed", error: fault };
  const values = await Promise.all(parts.map((part) => part.value()));
  // Whoever closes the form while its files are read does not want it sent.
  if (!dialog.open) return { t: "failed", error: "" };
  if (values.includes(null)) return { t: "failed", error: UNREADABLE };
  const fields = Object.fromEntries(parts.map((part, index) => [part.id, values[index]]));
  return page.act.ask({ t: "submit", interaction: modal.interaction, fields });
}

function checkAll(parts) {
  let first = null;
  for (const part of parts) {
    const fault = part.fault();
    const error = part.element.querySelector(".field-error");
    error.hidden = !fault;
    error.textContent = fault ?? "";
    if (fault) part.target.setAttribute("aria-invalid", "true");
    else part.target.removeAttribute("aria-invalid");
    if (fault && !first) first = part;
  }
  first?.target.focus();
  return first === null;
}

/** One top-level component of a form: a row with an input, a label with whatever it labels, or a text. */
function partOf(page, top, parts) {
  if (top.type === 10) return markdown(page, top.content ?? "");
  const inner = top.type === 18 ? top.component : top.components?.[0];
  const label = inner?.label ?? top.label ?? "";
  const make = inner?.type === 4 ? textPart : inner?.type === UPLOAD ? uploadPart : SELECTS.has(inner?.type) ? selectPart : null;
  if (!make) return h("p.unknown", { text: `A field of the kind ${inner?.type}, which this page does not show` });
  const part = make(page, inner, label, top.description);
  parts.push(part);
  return part.element;
}

/** The frame around an input: its label, what it is about, what is wrong with it. */
function framed(id, { label, about, required }, control, below = null) {
  const labelled = h("label.field-label", { for: id, id: `${id}-label` }, h("span.field-name", { text: label, dir: "auto" }), " ", required && h("span.field-required", { text: "required" }));
  const described = about ? h("p.field-about", { text: about, id: `${id}-about`, dir: "auto" }) : null;
  return h("div.dialog-field", {}, labelled, described, control, below, h("p.field-error", { id: `${id}-error`, hidden: true }));
}

/** The ids of what tells about an input: its description, and what is wrong with it. */
const described = (id, about) => (about ? `${id}-about ${id}-error` : `${id}-error`);

const isRequired = (inner) => inner.required ?? true;

function textPart(_page, inner, label, about) {
  const id = freshId("input");
  const most = inner.max_length ?? LONGEST;
  const least = inner.min_length ?? 0;
  const required = isRequired(inner);
  const tag = inner.style === 2 ? "textarea.input.paragraph" : "input.input";
  const input = h(tag, {
    id, type: inner.style === 2 ? null : "text", rows: inner.style === 2 ? "4" : null, placeholder: inner.placeholder, autocomplete: "off",
    dir: "auto", value: inner.value ?? "", aria: { required: required ? "true" : null, describedby: `${id}-count ${described(id, about)}` },
  });
  const count = h("p.field-count", { id: `${id}-count` });
  const counted = () => {
    const length = [...input.value].length;
    count.textContent = least > 1 ? `${length} of ${least} to ${most} characters` : `${length} of ${most} characters`;
    count.classList.toggle("is-over", length > most);
  };
  input.addEventListener("input", () => {
    counted();
    if (inner.style === 2) grow(input);
  });
  counted();
  const fault = () => {
    const length = [...input.value].length;
    if (required && !input.value.trim()) return "This field is required.";
    if (length > most) return `This has ${length} characters; ${most} are allowed.`;
    if (length > 0 && length < least) return `At least ${least} characters are needed.`;
    return null;
  };
  return { id: inner.custom_id, element: framed(id, { label, about, required }, input, count), target: input, value: () => input.value, fault };
}

function selectPart(page, inner, label, about) {
  const id = freshId("input");
  const required = isRequired(inner);
  const least = inner.min_values ?? (required ? 1 : 0);
  const made = selectMenu(page, { ...inner, min_values: least }, () => {}, { labelledBy: `${id}-label`, label });
  made.button.id = id;
  made.button.setAttribute("aria-describedby", described(id, about));
  const fault = () => (made.values().length < least && (required || made.values().length > 0) ? `Choose at least ${least}.` : null);
  return { id: inner.custom_id, element: framed(id, { label, about, required }, made.element), target: made.button, value: () => made.values(), fault };
}

/** Files, chosen or dropped on the field. */
function uploadPart(_page, inner, label, about) {
  const id = freshId("input");
  const required = isRequired(inner);
  const least = inner.min_values ?? (required ? 1 : 0);
  const most = inner.max_values ?? 1;
  const { element, target, files, take } = fileChooser({ id, label, most });
  target.setAttribute("aria-describedby", described(id, about));
  // The dialog keeps the browser from opening what is dropped.
  element.addEventListener("drop", (event) => {
    const dropped = event.dataTransfer?.files ?? [];
    if (dropped.length > 0) take(dropped);
  });
  const fault = () => {
    const count = files().length;
    if (count === 0 && !required) return null;
    if (count < least) return least > 1 ? `At least ${least} files are needed.` : "This field is required.";
    return count > most ? `At most ${most === 1 ? "one file is" : `${most} files are`} allowed.` : faultOfFiles(files());
  };
  return { id: inner.custom_id, element: framed(id, { label, about, required }, element), target, value: () => encoded(files()), files, fault };
}
