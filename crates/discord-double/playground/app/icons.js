// The page's pictures, drawn on a grid of 24 with one stroke width.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  hash: ["M10 4 8 20", "M16 4l-2 16", "M5 9h15", "M4 15h15"],
  thread: ["M5 4v9a4 4 0 0 0 4 4h10", "M15 13l4 4-4 4"],
  lock: ["M7 11V8a5 5 0 0 1 10 0v3", "M5 11h14v9H5z"],
  at: ["M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M16 8v5a2.5 2.5 0 0 0 5 0v-1a9 9 0 1 0-4 7.5"],
  menu: ["M4 6h16", "M4 12h16", "M4 18h16"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  kebab: ["M12 4.4a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2z", "M12 11.4a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2z", "M12 18.4a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2z"],
  plus: ["M12 5v14", "M5 12h14"],
  send: ["M4 12 20 4l-5 16-4-7z", "M11 13l9-9"],
  file: ["M6 3h8l4 4v14H6z", "M14 3v4h4", "M9 12h6", "M9 16h6"],
  download: ["M12 4v11", "M7 11l5 5 5-5", "M5 20h14"],
  reply: ["M10 6 4 12l6 6", "M4 12h9a7 7 0 0 1 7 7"],
  edit: ["M4 20l1-5L16 4l4 4L9 19z", "M13 7l4 4"],
  trash: ["M5 7h14", "M9 7V4h6v3", "M7 7l1 13h8l1-13", "M10.5 11v5", "M13.5 11v5"],
  copy: ["M9 9h11v11H9z", "M5 15H4V4h11v1"],
  link: ["M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1", "M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"],
  app: ["M4 4h7v7H4z", "M13 4h7v7h-7z", "M4 13h7v7H4z", "M16.5 13v7", "M13 16.5h7"],
  inspect: ["M9 8l-5 4 5 4", "M15 8l5 4-5 4"],
  sun: ["M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M12 2v2", "M12 20v2", "M2 12h2", "M20 12h2", "M5 5l1.5 1.5", "M17.5 17.5 19 19", "M19 5l-1.5 1.5", "M6.5 17.5 5 19"],
  moon: ["M20 14A8.5 8.5 0 0 1 10 4a8.5 8.5 0 1 0 10 10z"],
  eye: ["M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7z", "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z"],
  chevron: ["M6 9l6 6 6-6"],
  right: ["M9 6l6 6-6 6"],
  check: ["M5 12l5 5L20 7"],
  warning: ["M12 3 2 20h20z", "M12 10v4", "M12 17v.01"],
  spark: ["M12 3l2 6 6 3-6 2-2 7-2-7-6-2 6-3z"],
  image: ["M4 5h16v14H4z", "M4 16l5-5 4 4 3-3 4 4", "M15.5 9v.01"],
  paper: ["M4 5h13v14H6a2 2 0 0 1-2-2z", "M17 9h3v8a2 2 0 0 1-4 0", "M7.5 9h6", "M7.5 12.5h6", "M7.5 16h4"],
  person: ["M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M4 21a8 8 0 0 1 16 0"],
  in: ["M19 12H6", "M11 7l-5 5 5 5"],
  out: ["M5 12h13", "M13 7l5 5-5 5"],
};

/**
 * Draws a picture; it is decoration, its control has a name of its own.
 * @param {keyof typeof PATHS} name
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" })) {
    svg.setAttribute(key, value);
  }
  for (const line of PATHS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", line);
    svg.append(path);
  }
  return svg;
}
