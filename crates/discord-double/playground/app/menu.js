// Menus: on a message, on a member, to switch whom to act as. One open at a time.

import { byId, h, name } from "./dom.js";
import { float, moved, watchOutside } from "./float.js";
import { icon } from "./icons.js";

/**
 * @typedef {{label: string, about?: string, sign?: string, picture?: Node, danger?: boolean, checked?: boolean,
 *   choose: () => void} | {heading: string} | "line"} Item
 */

let closeOpen = null;

/** Closes the open menu, if any. */
export function closeMenu() {
  closeOpen?.();
}

/**
 * Opens a menu.
 * @param {Item[]} items
 * @param {Element|{x: number, y: number}} anchor
 * @param {{label: string, returnTo?: HTMLElement, side?: "above"|"below"}} how
 */
export function openMenu(items, anchor, { label, returnTo = document.activeElement, side = "below" }) {
  closeMenu();
  const box = h("div.menu", { role: "menu", popover: "manual", tabindex: "-1", "aria-label": label });
  const expands = anchor instanceof HTMLElement && anchor.hasAttribute("aria-haspopup") ? anchor : null;
  const close = ({ refocus = true } = {}) => {
    unwatch();
    closeOpen = null;
    expands?.setAttribute("aria-expanded", "false");
    const hadFocus = box.contains(document.activeElement);
    box.remove();
    if (hadFocus && refocus && returnTo?.isConnected) returnTo.focus();
  };
  const unwatch = watchOutside([box, ...(expands ? [expands] : [])], () => close({ refocus: false }));
  box.append(...items.map((item) => entry(item, close)));
  // Within a landmark, where a screen reader looks for it.
  const around = anchor instanceof Element ? anchor.closest("main, aside") : null;
  (around ?? byId("main")).append(box);
  closeOpen = close;
  expands?.setAttribute("aria-expanded", "true");
  float(box, anchor, { side });
  box.addEventListener("keydown", (event) => onKey(event, box, close));
  const rows = entries(box);
  (rows.find((row) => row.getAttribute("aria-checked") === "true") ?? rows[0])?.focus();
}

const entries = (box) => [...box.querySelectorAll("[role^=menuitem]")];

function onKey(event, box, close) {
  event.stopPropagation();
  const rows = entries(box);
  const index = rows.indexOf(document.activeElement);
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    return close();
  }
  let next = moved(event.key, index, rows.length);
  if (event.key.length === 1 && event.key !== " ") {
    const found = [...rows.slice(index + 1), ...rows].find((row) => row.textContent.toLowerCase().startsWith(event.key.toLowerCase()));
    next = found ? rows.indexOf(found) : index;
  }
  if (next !== index) {
    event.preventDefault();
    rows[next]?.focus();
  }
  return undefined;
}

function entry(item, close) {
  if (item === "line") return h("hr", { role: "separator" });
  if (item.heading) return h("div.menu-heading", { role: "presentation", text: item.heading });
  const isRadio = item.checked !== undefined;
  const button = h(
    item.danger ? "button.menu-item.is-danger" : "button.menu-item",
    { type: "button", role: isRadio ? "menuitemradio" : "menuitem", tabindex: "-1", aria: { checked: isRadio ? String(item.checked) : null } },
    item.picture,
    h("span.menu-words", {}, name(item.label, "span"), item.about && h("span.menu-about", { text: item.about })),
    item.sign && icon(item.sign),
    item.checked && icon("check"),
  );
  button.addEventListener("click", () => {
    close();
    item.choose();
  });
  button.addEventListener("pointermove", () => button.focus({ preventScroll: true }));
  return button;
}
