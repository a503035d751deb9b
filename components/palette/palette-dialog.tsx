'use client';
import { Search } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { OverlayFrame } from '@/components/ui/aria-overlay';
import type { ConsolePage } from './console-page';
import { hitGroups, pageGroups, type PaletteItem } from './palette-items';
import { PaletteList, optionId } from './palette-list';
import { recentPages } from './recent-pages';
import { useSearch } from './use-search';

type Props = {
  pages: ConsolePage[];
  organizationId: string | null;
  lock?: () => void;
  onClose: () => void;
  onSheet: () => void;
};

const LIST_ID = 'palette-list';

/** A combobox over a list (WAI-ARIA): the focus stays in the field, arrows choose, Enter goes there. */
export function PaletteDialog({ pages, organizationId, onClose, ...can }: Props) {
  const [text, setText] = useState('');
  const { groups, failure, isSearching } = useGroups({ text, pages, organizationId, onClose, ...can });
  const items = groups.flatMap((group) => group.items);
  const { active, move, choose } = useActive(items);
  const go = useGo(onClose);

  const write = (next: string) => {
    setText(next);
    choose(null);
  };
  return (
    <OverlayFrame
      isOpen
      onOpenChange={onClose}
      aria-label="Search"
      overlay="items-start justify-center p-3 sm:pt-[12vh]"
      box="max-h-[min(34rem,100%)] w-full overflow-hidden rounded-lg sm:max-w-[38rem]"
    >
      <SearchField
        value={text}
        placeholder={organizationId ? 'Page, patient, study, person or organization' : 'Page or organization'}
        hasResults={items.length > 0}
        activeId={active && optionId(active)}
        onKeyDown={keysOf(active, move, go)}
        onText={write}
      />
      <PaletteList
        id={LIST_ID}
        groups={groups}
        active={active}
        onPoint={({ id }) => choose(id)}
        onChoose={go}
      />
      <Status count={items.length} text={text} failure={failure} isSearching={isSearching} />
    </OverlayFrame>
  );
}

/** Arrows go round, Enter goes there; every other key is the field's own. */
function keysOf(
  active: PaletteItem | undefined,
  move: (by: number) => void,
  go: (item: PaletteItem) => void,
) {
  return (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || !['Enter', 'ArrowDown', 'ArrowUp'].includes(event.key)) return;
    event.preventDefault();
    if (event.key !== 'Enter') move(event.key === 'ArrowDown' ? 1 : -1);
    else if (active) go(active);
  };
}

type FieldProps = {
  value: string;
  placeholder: string;
  hasResults: boolean;
  activeId: string | undefined;
  onKeyDown: (event: KeyboardEvent) => void;
  onText: (text: string) => void;
};

function SearchField({ hasResults, activeId, onText, ...input }: FieldProps) {
  return (
    <div className="flex items-center gap-2 border-b border-line px-4">
      <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
      <input
        {...input}
        autoFocus
        type="text"
        role="combobox"
        aria-label="Search pages and names"
        aria-expanded={hasResults}
        aria-controls={LIST_ID}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onText(event.target.value)}
        className="min-h-12 w-full min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-ink-3"
      />
    </div>
  );
}

type Shown = Pick<Props, 'pages' | 'organizationId' | 'lock' | 'onClose' | 'onSheet'> & { text: string };

function useGroups({ text, pages, organizationId, lock, onSheet }: Shown) {
  const pathname = usePathname();
  const [recent] = useState(() => recentPages().filter((href) => href !== pathname));
  const { found, failure, isSearching } = useSearch(text, organizationId);
  const actions: PaletteItem[] = [
    ...(lock ? [{ id: 'lock', label: 'Lock now', detail: 'l', icon: 'keys' as const, act: lock }] : []),
    { id: 'sheet', label: 'Keyboard shortcuts', detail: '?', icon: 'help', act: onSheet },
  ];
  const groups = [...pageGroups(pages, recent, actions, text), ...hitGroups(found, organizationId)].filter(
    ({ items }) => items.length > 0,
  );
  return { groups, failure, isSearching };
}

/** By id and not by place: hits that arrive later must not slide another one under the finger. */
function useActive(items: readonly PaletteItem[]) {
  const [activeId, choose] = useState<string | null>(null);
  const at = Math.max(
    0,
    items.findIndex(({ id }) => id === activeId),
  );
  const active = items[at];
  const move = (by: number) => choose(items[(at + by + items.length) % items.length]?.id ?? null);
  const shownId = active && optionId(active);
  useEffect(() => {
    if (shownId !== undefined) document.getElementById(shownId)?.scrollIntoView({ block: 'nearest' });
  }, [shownId]);
  return { active, move, choose };
}

function useGo(onClose: () => void) {
  const router = useRouter();
  return (item: PaletteItem) => {
    onClose();
    if ('act' in item) item.act();
    else router.push(item.href as never);
  };
}

type StatusProps = { count: number; text: string; failure: string | null; isSearching: boolean };

function Status({ count, text, failure, isSearching }: StatusProps) {
  const isEmpty = count === 0 && text.trim() !== '';
  const words = isSearching ? 'Searching…' : isEmpty ? 'Nothing of this name that you may see.' : '';
  const shown = failure ?? words;
  return (
    <div role="status" className="border-t border-line px-4 py-2 text-sm text-ink-2 empty:hidden">
      {shown === '' ? (
        <span className="sr-only">{count === 1 ? '1 result' : `${count} results`}</span>
      ) : (
        shown
      )}
      {shown === '' && (
        <span aria-hidden>
          <kbd className="font-mono">↑ ↓</kbd> choose · <kbd className="font-mono">Enter</kbd> open ·{' '}
          <kbd className="font-mono">Esc</kbd> close
        </span>
      )}
    </div>
  );
}
