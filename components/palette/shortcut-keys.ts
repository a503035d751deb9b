/** What a single key asks for. */
export type Wish =
  { kind: 'go'; key: string } | { kind: 'sheet' } | { kind: 'find' } | { kind: 'lock' } | { kind: 'wait' };

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'isComposing'>;

/** Where letters mean something else: fields, and what moves by letters and arrows of its own. */
const OWN_KEYS =
  'input,textarea,select,[contenteditable],[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"],[role="tree"],[role="grid"],[role="application"]';

export function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(OWN_KEYS) !== null;
}

/** Shift is no modifier here: on many keyboards `?` and `/` need it. */
export function wishOf(pressed: Pressed, isAfterG: boolean): Wish | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.repeat || pressed.isComposing)
    return null;
  if (isAfterG) return /^[a-z]$/.test(pressed.key) ? { kind: 'go', key: pressed.key } : null;
  switch (pressed.key) {
    case 'g':
      return { kind: 'wait' };
    case '?':
      return { kind: 'sheet' };
    case '/':
      return { kind: 'find' };
    case 'l':
      return { kind: 'lock' };
    default:
      return null;
  }
}

export function isPaletteKey({ key, ctrlKey, metaKey, altKey }: Pressed): boolean {
  return key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey;
}
