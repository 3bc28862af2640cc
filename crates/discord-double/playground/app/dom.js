// Elements without markup: nothing that came from outside is ever parsed as HTML.

/**
 * Makes an element.
 * @param {string} name "div", or "div.message.compact" with classes
 * @param {Record<string, any>} [props] `on…` are listeners, `data` and `aria` are objects, `text` is its text; null
 *   and false leave an attribute out, true writes it empty
 * @param {...(Node|string|null|undefined|false|Array)} children
 * @returns {any}
 */
export function h(name, props = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) set(element, key, value);
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
  else if (key === "data") Object.assign(element.dataset, value);
  else if (key === "text") element.textContent = value;
  else if (key === "aria") for (const [name, each] of Object.entries(value)) setAria(element, name, each);
  else if (key === "value" || key === "checked" || key === "selected") element[key] = value;
  else element.setAttribute(key, value === true ? "" : String(value));
}

function setAria(element, name, value) {
  if (value !== null && value !== undefined) element.setAttribute(`aria-${name}`, String(value));
}

/** The element of the page with this id, which must exist. */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element #${id}`);
  return found;
}

/** Replaces what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
}

let last = 0;

/** An id that no other element has. */
export function freshId(prefix) {
  last += 1;
  return `${prefix}-${last}`;
}

/** A name from outside, kept from turning the reading order of what stands around it. */
export function name(text, tag = "bdi") {
  return h(tag, { text, dir: "auto" });
}

/** Words that only a screen reader speaks. */
export function spoken(text) {
  return h("span.spoken", { text });
}
