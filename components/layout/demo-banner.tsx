import type { ReactNode } from 'react';

type Props = { label: string; text?: string; actions?: ReactNode };

/** Says on every page that nothing here is real. The words stand beside the stripes, not on them. */
export function DemoBanner({ label, text, actions }: Props) {
  return (
    <aside
      data-demo-banner
      aria-label={label}
      className="z-40 border-b lg:sticky lg:top-0 lg:h-(--banner) lg:overflow-hidden border-line bg-state-pending-soft text-state-pending print:hidden"
    >
      <div aria-hidden className="stripes h-1.5" />
      <div className="flex min-h-9 flex-wrap items-center justify-center gap-x-4 gap-y-1 px-4 py-1 text-sm">
        <p>
          <strong className="font-semibold">{label}</strong>
          {text && <> {text}</>}
        </p>
        {actions && <div className="flex flex-wrap items-center gap-3">{actions}</div>}
      </div>
    </aside>
  );
}
