'use client';
import { NavIcon } from '@/components/layout/nav-icon';
import { cn } from '@/lib/cn';
import type { PaletteGroup, PaletteItem } from './palette-items';

export const optionId = ({ id }: PaletteItem) => `palette-${id.replace(/[^\w-]/g, '-')}`;

type Handlers = { onPoint: (item: PaletteItem) => void; onChoose: (item: PaletteItem) => void };
type Props = Handlers & { id: string; groups: PaletteGroup[]; active: PaletteItem | undefined };

export function PaletteList({ id, groups, active, ...handlers }: Props) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Results"
      tabIndex={-1}
      className="min-h-0 flex-1 overflow-y-auto p-2"
    >
      {groups.map(({ title, items }) => (
        <div key={title} role="group" aria-labelledby={`palette-group-${title}`}>
          <p id={`palette-group-${title}`} className="px-2.5 pt-2 pb-1 text-xs font-medium text-ink-2">
            {title}
          </p>
          {items.map((item) => (
            <Option key={item.id} item={item} isActive={item.id === active?.id} {...handlers} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** Chosen by arrows in the field or by a pointer; never focused itself. */
function Option({ item, isActive, onPoint, onChoose }: Handlers & { item: PaletteItem; isActive: boolean }) {
  return (
    <div
      id={optionId(item)}
      role="option"
      aria-selected={isActive}
      onPointerMove={() => !isActive && onPoint(item)}
      // The field keeps the focus.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onChoose(item)}
      className={cn(
        'flex min-h-10 cursor-default items-center gap-2.5 rounded-md px-2.5 max-sm:min-h-11',
        isActive && 'bg-accent-soft text-link',
      )}
    >
      <NavIcon name={item.icon} className="size-4.5 shrink-0 text-ink-3" />
      <bdi className="min-w-0 flex-1 truncate">{item.label}</bdi>
      {item.detail !== undefined && <span className="shrink-0 text-sm text-ink-2">{item.detail}</span>}
    </div>
  );
}
