'use client';
import { Dialog } from '@/components/ui/dialog';
import type { ConsolePage } from './console-page';
import { ShortcutsSwitch } from './shortcuts-switch';

type Props = { pages: ConsolePage[]; canLock: boolean; onClose: () => void };
type Line = { keys: string[]; label: string };

const ANYWHERE: Line = { keys: ['Ctrl', 'K'], label: 'Search pages, people, patients, studies' };

/** Every shortcut there is, and the switch that WCAG 2.1.4 asks for. */
export function ShortcutSheet({ pages, canLock, onClose }: Props) {
  const single: Line[] = [
    { keys: ['?'], label: 'This sheet' },
    { keys: ['/'], label: 'Search on this page' },
    ...(canLock ? [{ keys: ['l'], label: 'Lock now' }] : []),
    ...pages.flatMap(({ key, label }) => (key === undefined ? [] : [{ keys: ['g', key], label }])),
  ];
  return (
    <Dialog isOpen onOpenChange={onClose} title="Keyboard shortcuts">
      <div className="space-y-4 pb-3">
        <Lines lines={[ANYWHERE]} />
        <section aria-labelledby="single-keys" className="space-y-2">
          <h3 id="single-keys" className="font-semibold">
            Single keys
          </h3>
          <ShortcutsSwitch
            label="Use single keys"
            help="They never act while you write in a field. Ctrl K always works; on a Mac it is Cmd K."
          />
          <Lines lines={single} />
        </section>
      </div>
    </Dialog>
  );
}

function Lines({ lines }: { lines: Line[] }) {
  return (
    <dl className="divide-y divide-line">
      {lines.map(({ keys, label }) => (
        <div key={label} className="flex items-center justify-between gap-4 py-1.5">
          <dt>{label}</dt>
          <dd className="flex shrink-0 items-center gap-1 text-sm text-ink-2">
            {keys.map((key, index) => (
              <span key={key}>
                {index > 0 && (keys[0] === 'g' ? 'then ' : '+ ')}
                <kbd className="rounded-sm border border-control bg-sunken px-1.5 py-0.5 font-mono text-xs text-ink">
                  {key}
                </kbd>
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
