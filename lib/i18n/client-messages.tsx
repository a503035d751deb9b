import type { ReactNode } from 'react';
import { IntlClient } from './intl-client';
import { MESSAGES, type Namespace } from './messages';
import { currentLocale } from './translator';

type Props = { namespaces: readonly Namespace[]; children: ReactNode };

/**
 * Gives the client components inside it `useTranslations('<namespace>')` of use-intl, in the reader's language and with
 * those namespaces only. A page with little script passes texts as props instead: the provider weighs some 15 kB.
 */
export async function ClientMessages({ namespaces, children }: Props) {
  const locale = await currentLocale();
  const messages = Object.fromEntries(namespaces.map((name) => [name, MESSAGES[name][locale]]));
  return (
    <IntlClient locale={locale} messages={messages}>
      {children}
    </IntlClient>
  );
}
