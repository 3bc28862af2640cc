// The list above an input: commands, names, what the bot offers. The focus stays in the input.

import { fill, freshId, h, name } from "../dom.js";
import { moved } from "../float.js";

/**
 * @typedef {{label: string, detail?: string, about?: string, picture?: Node, pick: () => void}} Offer
 */

/** One list for all inputs; `show` ties it to the one that is typed into. */
export class Suggest {
  /** @param {HTMLElement} box where the list appears */
  constructor(box) {
    this.box = box;
    this.id = freshId("suggest");
    // It scrolls, so that it must be reachable by keyboard; the arrows in the input move its choice all the same.
    this.list = h("ul.options", { role: "listbox", id: this.id, tabindex: "0" });
    this.heading = h("div.suggest-heading", { "aria-hidden": "true" });
    fill(box, this.heading, this.list);
    this.offers = [];
    this.active = -1;
    this.input = null;
    box.hidden = true;
  }

  get isOpen() {
    return !this.box.hidden;
  }

  /**
   * @param {HTMLInputElement|HTMLTextAreaElement} input
   * @param {Offer[]} offers
   * @param {{heading: string, active?: number}} how
   */
  show(input, offers, { heading, active = 0 }) {
    if (!offers.length) return this.hide();
    if (this.input !== input) this.hide();
    Object.assign(this, { input, offers, active });
    this.heading.textContent = heading;
    this.list.setAttribute("aria-label", heading);
    fill(this.list, offers.map((offer, index) => this.row(offer, index)));
    this.box.hidden = false;
    input.setAttribute("aria-controls", this.id);
    if (input.getAttribute("role") === "combobox") input.setAttribute("aria-expanded", "true");
    this.point(active);
    return undefined;
  }

  row(offer, index) {
    const row = h(
      "li.option",
      { role: "option", id: `${this.id}-${index}` },
      offer.picture,
      h("span.option-words", {}, name(offer.label, "span"), offer.about && h("span.option-about", { text: offer.about, dir: "auto" })),
      offer.detail && h("span.option-detail", { text: offer.detail }),
    );
    // A press would take the focus away from the input.
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => this.pick(index));
    row.addEventListener("pointermove", () => index !== this.active && this.point(index));
    return row;
  }

  point(index) {
    this.active = index;
    [...this.list.children].forEach((row, place) => {
      row.classList.toggle("is-active", place === index);
      row.setAttribute("aria-selected", String(place === index));
    });
    const row = this.list.children[index];
    row?.scrollIntoView({ block: "nearest" });
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  pick(index = this.active) {
    const offer = this.offers[index];
    this.hide();
    offer?.pick();
  }

  hide() {
    if (this.input) {
      this.input.removeAttribute("aria-activedescendant");
      this.input.removeAttribute("aria-controls");
      if (this.input.getAttribute("role") === "combobox") this.input.setAttribute("aria-expanded", "false");
    }
    this.box.hidden = true;
    this.offers = [];
    this.active = -1;
    this.input = null;
  }

  /** Handles a key in the input; true where it was the list's. */
  key(event) {
    if (!this.isOpen || event.isComposing) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.point(moved(event.key, this.active, this.offers.length));
    } else if ((event.key === "Enter" && !event.shiftKey) || (event.key === "Tab" && !event.shiftKey)) {
      if (this.active < 0) return false;
      this.pick();
    } else if (event.key === "Escape") {
      this.hide();
    } else {
      if (event.key === "Tab") this.hide();
      return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
