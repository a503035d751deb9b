'use client';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Select } from '@/components/ui/select';
import type { changeLocaleAction } from '@/lib/accounts/account-actions';
import { isLocale, type Locale } from '@/lib/i18n/locale';
import { chooseLocale } from './preferences';

/** Each language in its own words: who needs it cannot read the other. */
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
];

type Props = {
  label: string;
  locale: Locale;
  /** For who is signed in. Given and not imported, so that the sign-in page does not load what calls actions. */
  remember: typeof changeLocaleAction | null;
  /** In a bar there is no room for the word; the languages speak for themselves. */
  isCompact?: boolean;
};

export function LanguageSelect({ label, locale, remember, isCompact = false }: Props) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const choose = (value: string) => {
    if (!isLocale(value)) return;
    chooseLocale(value);
    startTransition(async () => {
      // The account remembers it for mail and for other devices; this device has it already.
      await remember?.({ locale: value });
      router.refresh();
    });
  };
  return (
    <label className="inline-flex items-center gap-2">
      <span className={isCompact ? 'sr-only' : 'text-sm text-ink-2'}>{label}</span>
      <Select
        options={LANGUAGES}
        value={locale}
        aria-busy={isPending || undefined}
        onChange={(event) => choose(event.target.value)}
        className={isCompact ? 'w-29' : 'w-36'}
      />
    </label>
  );
}
