// One option of a command as a field to fill in.

import { freshId, h } from "../dom.js";
import { selectMenu } from "../render/select.js";
import { OPTION, faultOf, hintOf } from "./commands.js";
import { fileChooser } from "./file-chooser.js";

const AUTOCOMPLETE_AFTER = 150;
const SELECTS = { [OPTION.user]: 5, [OPTION.channel]: 8, [OPTION.role]: 6, [OPTION.mentionable]: 7 };

/**
 * @typedef {{option: Record<string, any>, element: HTMLElement, focus: () => void, value: () => any,
 *   accepts?: (files: FileList|File[]) => void, check: () => boolean}} Field
 */

/**
 * Makes the field of an option.
 * @param {import("../render/markdown.js").Page} page
 * @param {Record<string, any>} option Discord's object
 * @param {{given?: string, suggest: import("./suggest.js").Suggest, ask: (typed: string) => Promise<any[]>}} context
 * @returns {Field}
 */
export function field(page, option, context) {
  const id = freshId("option");
  const error = h("p.field-error", { id: `${id}-error`, hidden: true });
  const about = h("span.field-about", { id: `${id}-about`, text: option.description ?? "", dir: "auto" });
  const label = h(
    "label.field-label",
    { id: `${id}-label`, for: id },
    h("span.field-name", { text: option.name }),
    " ",
    option.required ? [h("span.field-required", { text: "required" }), " "] : null,
    h("span.field-hint", { text: hintOf(option) }),
  );
  const control = controlOf(page, option, { ...context, id });
  control.target.setAttribute("aria-describedby", `${id}-about ${id}-error`);
  const element = h("div.field-row", {}, h("div.field-words", {}, label, about), h("div.field-control", {}, control.element, error));
  const check = () => {
    const fault = faultOf(option, control.value());
    error.hidden = !fault;
    error.textContent = fault ?? "";
    if (fault) control.target.setAttribute("aria-invalid", "true");
    else control.target.removeAttribute("aria-invalid");
    return !fault;
  };
  return { option, element, focus: () => control.target.focus(), value: control.value, accepts: control.accepts, check };
}

function controlOf(page, option, context) {
  if (option.type === OPTION.file) return fileControl(option, context);
  if (option.choices?.length || option.type === OPTION.boolean) return choiceControl(page, option, context);
  if (SELECTS[option.type]) return selectControl(page, { type: SELECTS[option.type], channel_types: option.channel_types }, option, context, (value) => value);
  if (option.autocomplete) return offeredControl(option, context);
  return textControl(option, context);
}

function choiceControl(page, option, context) {
  const isYesNo = option.type === OPTION.boolean;
  const choices = isYesNo ? [{ name: "yes", value: true }, { name: "no", value: false }] : option.choices;
  const given = (context.given ?? "").toLowerCase();
  const options = choices.map((choice, index) => ({
    value: String(index),
    label: String(choice.name),
    default: given !== "" && [String(choice.name), String(choice.value)].some((each) => each.toLowerCase() === given),
  }));
  return selectControl(page, { type: 3, options }, option, context, (index) => choices[Number(index)].value);
}

function selectControl(page, it, option, { id }, valueOf) {
  const shape = { ...it, min_values: option.required ? 1 : 0, max_values: 1, placeholder: option.required ? "Choose" : "Not given" };
  const made = selectMenu(page, shape, () => {}, { labelledBy: `${id}-label`, label: option.name });
  made.button.id = id;
  return { element: made.element, target: made.button, value: () => (made.values().length ? valueOf(made.values()[0]) : null) };
}

function textControl(option, { id, given }) {
  const isNumber = option.type === OPTION.integer || option.type === OPTION.number;
  const input = isNumber
    ? h("input.input", { id, type: "text", inputmode: "decimal", autocomplete: "off", value: given ?? "" })
    : h("textarea.input", { id, rows: "1", autocomplete: "off", spellcheck: "true", value: given ?? "" });
  if (!isNumber) {
    input.addEventListener("input", () => grow(input));
    requestAnimationFrame(() => grow(input));
  }
  if (option.required) input.setAttribute("aria-required", "true");
  const value = () => {
    const text = input.value.trim();
    if (!isNumber || text === "") return text === "" ? null : text;
    return Number(text.replace(",", "."));
  };
  return { element: input, target: input, value };
}

/** Lets a text area be as high as its text, up to a limit that the style sheet sets. */
export function grow(area) {
  area.style.setProperty("height", "auto");
  area.style.setProperty("height", `${area.scrollHeight + 2}px`);
}

/** An input whose offers come from the bot while one types. */
function offeredControl(option, { id, given, suggest, ask }) {
  const input = h("input.input", {
    id, type: "text", autocomplete: "off", role: "combobox", value: given ?? "",
    aria: { autocomplete: "list", expanded: "false", haspopup: "listbox", required: option.required ? "true" : null },
  });
  let picked = null;
  let timer;
  let asked = 0;
  const offer = async () => {
    asked += 1;
    const mine = asked;
    const choices = await ask(input.value);
    if (mine !== asked || document.activeElement !== input) return;
    const offers = choices.map((choice) => ({ label: String(choice.name), pick: () => pick(choice) }));
    suggest.show(input, offers, { heading: `${option.name}: offered by the bot`, active: -1 });
  };
  const pick = (choice) => {
    picked = choice;
    input.value = String(choice.name);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(offer, AUTOCOMPLETE_AFTER);
  };
  input.addEventListener("input", () => {
    picked = null;
    soon();
  });
  input.addEventListener("focus", soon);
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    asked += 1;
    if (suggest.input === input) suggest.hide();
  });
  input.addEventListener("keydown", (event) => suggest.key(event));
  const asTyped = () => {
    const text = input.value.trim();
    const isNumber = option.type === OPTION.integer || option.type === OPTION.number;
    return text === "" ? null : isNumber ? Number(text) : text;
  };
  return { element: input, target: input, value: () => (picked && input.value === String(picked.name) ? picked.value : asTyped()) };
}

function fileControl(option, { id }) {
  const made = fileChooser({ id, label: option.name });
  return { element: made.element, target: made.target, value: () => made.files()[0] ?? null, accepts: (files) => made.take([...files].slice(0, 1)) };
}
