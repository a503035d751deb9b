import type { NavItem } from '@/components/layout/nav-icon';

/** A page that the palette offers; with a key, also by `g` and that key. */
export type ConsolePage = NavItem & { key?: string };

/** The letters after `g`, by what a page is. The system's own overview is its list of organizations. */
const KEYS: Partial<Record<NavItem['icon'], string>> = {
  home: 'o',
  organizations: 'o',
  patients: 'p',
  studies: 's',
  audit: 'a',
};

export function withKeys(items: readonly NavItem[]): ConsolePage[] {
  return items.map((item) => {
    const key = KEYS[item.icon];
    return key === undefined ? item : { ...item, key };
  });
}
