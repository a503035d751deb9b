export type Align = 'start' | 'end' | 'center';
export type Side = 'bottom' | 'top' | 'right';

const GAP = 6;
const EDGE = 8;

type Box = { left: number; top: number; right: number; bottom: number; width: number; height: number };
type Extent = { width: number; height: number };

function clamp(value: number, size: number, room: number): number {
  return Math.max(EDGE, Math.min(value, room - size - EDGE));
}

/** Where a panel goes: beside its anchor, on the other side when there is no room, never off the screen. */
export function placement(anchor: Box, panel: Extent, room: Extent, side: Side, align: Align) {
  if (side === 'right') {
    const top = anchor.top + (anchor.height - panel.height) / 2;
    return {
      left: clamp(anchor.right + GAP, panel.width, room.width),
      top: clamp(top, panel.height, room.height),
    };
  }
  const starts = {
    start: anchor.left,
    end: anchor.right - panel.width,
    center: anchor.left + (anchor.width - panel.width) / 2,
  };
  const below = anchor.bottom + GAP;
  const above = anchor.top - GAP - panel.height;
  const fitsBelow = below + panel.height <= room.height - EDGE;
  const goesBelow = side === 'bottom' ? fitsBelow || above < EDGE : above < EDGE;
  return {
    left: clamp(starts[align], panel.width, room.width),
    top: clamp(goesBelow ? below : above, panel.height, room.height),
  };
}

/** Puts an open popover beside its anchor. Styles set from script are allowed by the policy; attributes are not. */
export function place(anchor: Element, panel: HTMLElement, side: Side, align: Align): void {
  const room = { width: document.documentElement.clientWidth, height: document.documentElement.clientHeight };
  const { left, top } = placement(
    anchor.getBoundingClientRect(),
    { width: panel.offsetWidth, height: panel.offsetHeight },
    room,
    side,
    align,
  );
  panel.style.left = `${left}px`;
  panel.style.top = `${top}px`;
}
