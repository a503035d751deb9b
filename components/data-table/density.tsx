'use client';
import { Rows2, Rows3, Rows4 } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Menu } from '@/components/ui/menu';

export const DENSITIES = ['compact', 'default', 'comfortable'] as const;
export type Density = (typeof DENSITIES)[number];

const STORAGE_KEY = 'wellkept.density';
const listeners = new Set<() => void>();

/** 32, 40 and 48 px. */
export const ROW_HEIGHT: Record<Density, number> = { compact: 32, default: 40, comfortable: 48 };
export const ROW_CLASS: Record<Density, string> = { compact: 'h-8', default: 'h-10', comfortable: 'h-12' };

function read(): Density {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return stored === 'compact' || stored === 'comfortable' ? stored : 'default';
  } catch {
    // Storage can be switched off; the choice then lasts as long as the page.
    return 'default';
  }
}

export function chooseDensity(density: Density): void {
  try {
    localStorage.setItem(STORAGE_KEY, density);
  } finally {
    for (const notify of listeners) notify();
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The row height this person chose on this device, for every table. */
export function useDensity(): Density {
  return useSyncExternalStore(subscribe, read, () => 'default');
}

const CHOICES = [
  { id: 'compact', label: 'Compact', icon: <Rows4 aria-hidden /> },
  { id: 'default', label: 'Default', icon: <Rows3 aria-hidden /> },
  { id: 'comfortable', label: 'Comfortable', icon: <Rows2 aria-hidden /> },
] as const;

export function DensityMenu() {
  const density = useDensity();
  const items = CHOICES.map((choice) => ({
    ...choice,
    isChecked: choice.id === density,
    onSelect: () => chooseDensity(choice.id),
  }));
  return (
    <Menu label="Row height" items={items}>
      <Rows3 aria-hidden />
    </Menu>
  );
}
