// Files that wait to be sent: from the button, pasted or dropped; bounded as Discord bounds them.

import { fill, h, name } from "../dom.js";
import { icon } from "../icons.js";
import { size } from "../time.js";

const MOST_FILES = 10;
const MOST_BYTES = 10 * 1024 * 1024;

/** What is said where `encoded` gives nothing. */
export const UNREADABLE = "A file cannot be read. Folders cannot be sent.";

/**
 * What is wrong with these files together, in a sentence; null where nothing is.
 * @param {{size: number}[]} files
 */
export function faultOfFiles(files) {
  if (files.length > MOST_FILES) return `At most ${MOST_FILES} files can be sent at once.`;
  const sum = files.reduce((total, file) => total + file.size, 0);
  return sum > MOST_BYTES ? `The files have ${size(sum)} together; ${size(MOST_BYTES)} are allowed.` : null;
}

/** Files as the protocol carries them; null where one cannot be read: a folder, or a file that is gone. @param {File[]} files */
export async function encoded(files) {
  try {
    return await Promise.all(files.map(encodedFile));
  } catch {
    return null;
  }
}

async function encodedFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const chunk = 0x8000;
  let binary = "";
  for (let at = 0; at < bytes.length; at += chunk) binary += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return { name: file.name, type: file.type || "application/octet-stream", data: btoa(binary) };
}

/** The files under the input box. */
export class Tray {
  /**
   * @param {HTMLElement} element
   * @param {(sentence: string) => void} complain
   */
  constructor(element, complain) {
    this.element = element;
    this.complain = complain;
    /** @type {File[]} */
    this.files = [];
  }

  /** Adds files, all or none. @param {Iterable<File>} files */
  add(files) {
    const all = [...this.files, ...files];
    const fault = faultOfFiles(all);
    if (fault) return this.complain(fault);
    this.files = all;
    return this.render();
  }

  clear() {
    this.files = [];
    this.render();
  }

  render() {
    this.element.hidden = this.files.length === 0;
    fill(this.element, this.files.map((file, index) => this.chip(file, index)));
  }

  chip(file, index) {
    const label = `Remove ${file.name}`;
    const away = h("button.ghost", { type: "button", "aria-label": label, title: label }, icon("close"));
    away.addEventListener("click", () => {
      this.files = this.files.filter((_, place) => place !== index);
      this.render();
      (this.element.querySelector("button") ?? document.getElementById("words"))?.focus();
    });
    return h("li.chip", {}, icon("file"), name(file.name), h("span.file-size", { text: size(file.size) }), away);
  }
}
