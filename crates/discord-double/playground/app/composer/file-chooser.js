// A button that files are chosen with, or dropped on, and what was chosen; of a command's option or of a form's field.

import { h, spoken } from "../dom.js";
import { icon } from "../icons.js";

/**
 * What is chosen next takes the place of what was chosen before. The button is named by the element `${id}-label`.
 * @param {{id: string, label: string, most?: number}} about
 * @returns {{element: HTMLElement, target: HTMLElement, files: () => File[], take: (files: Iterable<File>) => void}}
 */
export function fileChooser({ id, label, most = 1 }) {
  const nothing = most > 1 ? `Choose up to ${most} files, or drop them here` : "Choose a file, or drop one here";
  let files = [];
  const input = h("input", { type: "file", multiple: most > 1, hidden: true, "aria-label": label });
  const words = h("span.file-chosen", { id: `${id}-chosen`, text: nothing, dir: "auto" });
  const button = h("button.input.file-button", { type: "button", id, "aria-labelledby": `${id}-label ${id}-chosen` }, icon("file"), words);
  const what = most > 1 ? "the files" : "the file";
  const away = h("button.ghost", { type: "button", hidden: true, title: `Remove ${what}` }, icon("close"), spoken(`Remove ${what} of ${label}`));
  const take = (chosen) => {
    files = [...chosen];
    // The same file may be chosen again after another one was dropped.
    input.value = "";
    words.textContent = files.length > 0 ? files.map((file) => file.name).join(", ") : nothing;
    away.hidden = files.length === 0;
  };
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => take(input.files));
  away.addEventListener("click", () => {
    take([]);
    button.focus();
  });
  return { element: h("div.file-control", {}, input, button, away), target: button, files: () => files, take };
}
