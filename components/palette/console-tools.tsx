'use client';
import { Keyboard, Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { cn } from '@/lib/cn';
import type { ConsolePage } from './console-page';
import { rememberPage } from './recent-pages';
import type { Wish } from './shortcut-keys';
import { useShortcutsOn } from './shortcuts-preference';
import { useShortcuts } from './use-shortcuts';

// Both weigh more than the page around them and are needed after a key only.
const loadPalette = () => import('./palette-dialog').then((file) => file.PaletteDialog);
const loadSheet = () => import('./shortcut-sheet').then((file) => file.ShortcutSheet);
const PaletteDialog = dynamic(loadPalette, { ssr: false });
const ShortcutSheet = dynamic(loadSheet, { ssr: false });

type Props = {
  pages: ConsolePage[];
  /** Where people, patients and studies are searched; null where there is no organization. */
  organizationId: string | null;
  /** Locks the keys; not given where there are none. */
  lock?: () => void;
};

/** The palette, the sheet of shortcuts and the keys that open them, for the top bar of a shell. */
export function ConsoleTools({ pages, organizationId, lock }: Props) {
  const [open, setOpen] = useState<'palette' | 'sheet' | null>(null);
  const close = () => setOpen(null);
  const router = useRouter();
  useRecentPages(pages);
  useEarlyLoad();

  const obey = (wish: Exclude<Wish, { kind: 'wait' }>) => {
    if (wish.kind === 'sheet') setOpen('sheet');
    if (wish.kind === 'lock') lock?.();
    if (wish.kind === 'find' && !focusSearch()) setOpen('palette');
    if (wish.kind !== 'go') return;
    const page = pages.find(({ key }) => key === wish.key);
    if (page) router.push(page.href as never);
  };
  useShortcuts({
    isOn: useShortcutsOn(),
    onPalette: () => setOpen((now) => (now === 'palette' ? null : 'palette')),
    onWish: obey,
  });
  return (
    <>
      <ToolButtons onPalette={() => setOpen('palette')} onSheet={() => setOpen('sheet')} />
      {open === 'palette' && (
        <PaletteDialog
          {...{ pages, organizationId }}
          {...(lock && { lock })}
          onClose={close}
          onSheet={() => setOpen('sheet')}
        />
      )}
      {open === 'sheet' && <ShortcutSheet pages={pages} canLock={lock !== undefined} onClose={close} />}
    </>
  );
}

/** The search of the page, where it has one. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
  field?.focus();
  field?.select();
  return field !== null;
}

function useRecentPages(pages: readonly ConsolePage[]): void {
  const pathname = usePathname();
  useEffect(() => {
    if (pages.some(({ href }) => href === pathname)) rememberPage(pathname);
  }, [pages, pathname]);
}

/** Fetched when the browser has nothing else to do, so that the first press opens it at once. */
function useEarlyLoad(): void {
  useEffect(() => {
    const timer = setTimeout(
      () => void Promise.all([loadPalette(), loadSheet()]).catch(() => undefined),
      1500,
    );
    return () => clearTimeout(timer);
  }, []);
}

function ToolButtons({ onPalette, onSheet }: { onPalette: () => void; onSheet: () => void }) {
  const look = cn(buttonClass({ variant: 'quiet', size: 'sm' }), 'min-w-9 max-lg:min-h-11 max-lg:min-w-11');
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={onPalette}
        className={cn(look, 'xl:w-56 xl:justify-start xl:border-line xl:bg-canvas')}
      >
        <Search aria-hidden />
        <span className="flex-1 text-left font-normal max-xl:sr-only">Search</span>
        <kbd className="hidden font-mono text-xs xl:block">Ctrl K</kbd>
      </button>
      <button
        type="button"
        aria-label="Keyboard shortcuts"
        aria-haspopup="dialog"
        onClick={onSheet}
        className={look}
      >
        <Keyboard aria-hidden />
      </button>
    </>
  );
}
