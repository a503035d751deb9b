import { describe, expect, it } from 'vitest';
import { placement } from './floating';

const room = { width: 400, height: 300 };
const panel = { width: 120, height: 80 };
const anchorAt = (left: number, top: number) => ({
  left,
  top,
  right: left + 40,
  bottom: top + 20,
  width: 40,
  height: 20,
});

describe('placement', () => {
  it('stands under its anchor, by either edge or in the middle', () => {
    expect(placement(anchorAt(150, 50), panel, room, 'bottom', 'start')).toEqual({ left: 150, top: 76 });
    expect(placement(anchorAt(150, 50), panel, room, 'bottom', 'end')).toEqual({ left: 70, top: 76 });
    expect(placement(anchorAt(150, 50), panel, room, 'bottom', 'center')).toEqual({ left: 110, top: 76 });
  });

  it('turns over when there is no room', () => {
    expect(placement(anchorAt(150, 260), panel, room, 'bottom', 'start').top).toBe(174);
    expect(placement(anchorAt(150, 10), panel, room, 'top', 'start').top).toBe(36);
  });

  it('never leaves the window', () => {
    expect(placement(anchorAt(380, 50), panel, room, 'bottom', 'start').left).toBe(272);
    expect(placement(anchorAt(0, 50), panel, room, 'bottom', 'end').left).toBe(8);
  });
});
