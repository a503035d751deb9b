import 'server-only';
import type { Route } from 'next';
import { env } from '@/lib/env';
import { currentLocale, currentTranslator } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';
import { DEMO_ACCOUNTS } from '@/prisma/seed/demo-accounts';

/** What the sign-in page shows in demo mode; nothing otherwise, so that no password of the demo leaves the server. */
export async function demoCards() {
  if (env().DEMO !== '1') return [];
  const t = await currentTranslator('signIn');
  const locale = await currentLocale();
  return DEMO_ACCOUNTS.map(({ es, home, title, tryThis, ...account }) => ({
    ...account,
    ...(locale === 'es' ? es : { title, tryThis }),
    home: (home ?? routes.home()) as Route,
    enter: t('demoEnter', { name: account.name.split(' ')[0] ?? account.name }),
  }));
}
