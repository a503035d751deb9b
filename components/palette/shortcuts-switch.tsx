'use client';
import { Checkbox } from '@/components/ui/checkbox';
import { switchShortcuts, useShortcutsOn } from './shortcuts-preference';

/** Texts as props: the account page has them in two languages. */
export function ShortcutsSwitch({ label, help }: { label: string; help: string }) {
  const isOn = useShortcutsOn();
  return (
    <Checkbox
      label={label}
      help={help}
      checked={isOn}
      onChange={(event) => switchShortcuts(event.target.checked)}
    />
  );
}
