import 'server-only';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { createTranslator } from 'use-intl/core';
import { currentAccount } from '@/lib/auth/session';
import { isLocale, LOCALE_COOKIE, negotiateLocale, type Locale } from './locale';
import { MESSAGES, type Messages, type Namespace } from './messages';

/** What the reader chose on this device, else what the account remembers, else what the browser asks for. */
export const currentLocale = cache(async (): Promise<Locale> => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  if (isLocale(chosen)) return chosen;
  const account = await currentAccount().catch(() => null); // the page that says so has a language too
  if (account) return account.locale;
  return negotiateLocale((await headers()).get('accept-language'));
});

/** For server components and route handlers: `const t = await currentTranslator('signIn')`. */
export async function currentTranslator<N extends Namespace>(namespace: N) {
  return translatorFor(await currentLocale(), namespace);
}

/** What use-intl makes of a namespace; written out because its own inference needs a namespace that is not a variable. */
export type TranslatorOf<N extends Namespace> = ReturnType<typeof createTranslator<Messages, N>>;

export function translatorFor<N extends Namespace>(locale: Locale, namespace: N): TranslatorOf<N> {
  const messages = { [namespace]: MESSAGES[namespace][locale] };
  const config = { locale, messages, namespace, timeZone: 'UTC' };
  return createTranslator<Messages, N>(config as never);
}
