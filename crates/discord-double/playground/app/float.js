// Boxes that float above the page: beside their anchor, inside the window, closed by Escape or a click elsewhere.

const MARGIN = 8;

/**
 * Shows a box in the top layer beside an anchor (an element or a point).
 * @param {HTMLElement} box carries popover="manual"
 * @param {Element|{x: number, y: number}} anchor
 * @param {{side?: "below"|"above", matchWidth?: boolean}} [how]
 */
export function float(box, anchor, { side = "below", matchWidth = false } = {}) {
  const rect = anchor instanceof Element ? anchor.getBoundingClientRect() : new DOMRect(anchor.x, anchor.y, 0, 0);
  if (matchWidth) box.style.setProperty("min-width", `${Math.round(rect.width)}px`);
  if (!box.matches(":popover-open")) box.showPopover();
  const { width, height } = box.getBoundingClientRect();
  const isRoomBelow = rect.bottom + height + MARGIN <= innerHeight;
  const isRoomAbove = rect.top - height - MARGIN >= 0;
  const above = side === "above" ? isRoomAbove || !isRoomBelow : !isRoomBelow && isRoomAbove;
  const top = above ? rect.top - height - 4 : rect.bottom + 4;
  box.style.setProperty("left", `${clamp(rect.left, innerWidth - width)}px`);
  box.style.setProperty("top", `${clamp(top, innerHeight - height)}px`);
}

function clamp(value, most) {
  return Math.round(Math.max(MARGIN, Math.min(value, most - MARGIN)));
}

/**
 * Closes a box when a press goes elsewhere; follows what it belongs to when that is scrolled.
 * @param {Element[]} inside where a press does not close it
 * @param {() => void} close
 * @param {() => void} [follow]
 * @returns {() => void} ends the watch
 */
export function watchOutside(inside, close, follow = () => {}) {
  const isInside = (node) => inside.some((each) => node instanceof Node && each.contains(node));
  const onPointer = (event) => isInside(event.target) || close();
  const onScroll = (event) => isInside(event.target) || follow();
  document.addEventListener("pointerdown", onPointer, true);
  addEventListener("resize", close);
  document.addEventListener("scroll", onScroll, true);
  return () => {
    document.removeEventListener("pointerdown", onPointer, true);
    removeEventListener("resize", close);
    document.removeEventListener("scroll", onScroll, true);
  };
}

/** The next index in a list for an arrow key, Home or End; the same for another key. */
export function moved(key, index, count) {
  if (count === 0) return -1;
  if (key === "ArrowDown") return (index + 1) % count;
  if (key === "ArrowUp") return (index - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return index;
}
