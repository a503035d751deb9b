import type { NavIconName } from '@/components/layout/nav-icon';
import { routes } from '@/lib/routes';
import type { Found, Hit } from '@/lib/search/search';
import type { ConsolePage } from './console-page';

export type PaletteItem = { id: string; label: string; detail?: string; icon: NavIconName } & (
  { href: string } | { act: () => void }
);
export type PaletteGroup = { title: string; items: PaletteItem[] };

/** Each word that was typed begins a word of the label, in any order. */
export function labelFits(label: string, text: string): boolean {
  const words = label.toLowerCase().split(/\s+/);
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((typed) => words.some((word) => word.startsWith(typed)));
}

const pageItem = ({ href, label, icon, key }: ConsolePage, group: string): PaletteItem => ({
  id: `${group}-${href}`,
  label,
  icon,
  href,
  ...(key !== undefined && { detail: `g ${key}` }),
});

/** With nothing typed: where the person was lately, then every page, then what can be done at once. */
export function pageGroups(
  pages: readonly ConsolePage[],
  recent: readonly string[],
  actions: readonly PaletteItem[],
  text: string,
): PaletteGroup[] {
  const q = text.trim();
  const fitting = actions.filter(({ label }) => q === '' || labelFits(label, q));
  if (q !== '')
    return [
      {
        title: 'Pages',
        items: pages.filter(({ label }) => labelFits(label, q)).map((page) => pageItem(page, 'page')),
      },
      { title: 'Do', items: fitting },
    ];
  const lately = recent.flatMap((href) => pages.filter((page) => page.href === href));
  return [
    { title: 'Recent', items: lately.map((page) => pageItem(page, 'recent')) },
    {
      title: 'Pages',
      items: pages.filter((page) => !lately.includes(page)).map((page) => pageItem(page, 'page')),
    },
    { title: 'Do', items: fitting },
  ];
}

/** Hits on the server, each leading to its own page. */
export function hitGroups(found: Found, organizationId: string | null): PaletteGroup[] {
  const here = organizationId ?? '';
  const { patients, studies, people, organizations } = found;
  return [
    group('Patients', 'patients', patients, ({ id }) => ({ href: routes.patient(here, id) })),
    group('Studies', 'studies', studies, ({ id, state }) => ({
      href: routes.study(here, id),
      detail: state,
    })),
    group('People', 'people', people, ({ id, role }) => ({ href: routes.person(here, id), detail: role })),
    group('Organizations', 'organizations', organizations, ({ id, role }) => ({
      href: routes.organization(id),
      detail: role,
    })),
  ];
}

function group<H extends Hit>(
  title: string,
  icon: NavIconName,
  hits: readonly H[],
  more: (hit: H) => { href: string; detail?: string },
): PaletteGroup {
  return {
    title,
    items: hits.map((hit) => ({ id: `${icon}-${hit.id}`, label: hit.name, icon, ...more(hit) })),
  };
}
