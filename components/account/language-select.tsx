'use client';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Select } from '@/components/ui/select';
import { changeLocaleAction } from '@/lib/accounts/account-actions';
import { isLocale, type Locale } from '@/lib/i18n/locale';
import { chooseLocale } from './preferences';

/** Each language in its own words: who needs it cannot read the other. */
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
];

type Props = { label: string; locale: Locale; isSignedIn: boolean };

export function LanguageSelect({ label, locale, isSignedIn }: Props) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const choose = (value: string) => {
    if (!isLocale(value)) return;
    chooseLocale(value);
    startTransition(async () => {
      // The account remembers it for mail and for other devices; this device has it already.
      if (isSignedIn) await changeLocaleAction({ locale: value });
      router.refresh();
    });
  };
  return (
    <label className="inline-flex items-center gap-2">
      <span className="text-sm text-ink-2">{label}</span>
      <Select
        options={LANGUAGES}
        value={locale}
        aria-busy={isPending || undefined}
        onChange={(event) => choose(event.target.value)}
        className="w-36"
      />
    </label>
  );
}
