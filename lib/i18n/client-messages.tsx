import type { ReactNode } from 'react';
import { IntlClient } from './intl-client';
import type { Locale } from './locale';
import { MESSAGES, type Namespace } from './messages';
import { currentLocale } from './translator';

type Props = { namespaces: readonly Namespace[]; children: ReactNode };

/**
 * Gives the client components inside it `useTranslations('<namespace>')` of use-intl, in the reader's language and with
 * those namespaces only. A page with little script passes texts as props instead: the provider weighs some 15 kB.
 */
export async function ClientMessages(props: Props) {
  return <MessagesIn {...props} locale={await currentLocale()} />;
}

/** The same in a language that is not the reader's own: a preview of what somebody else reads. */
export function MessagesIn({ locale, namespaces, children }: Props & { locale: Locale }) {
  const messages = Object.fromEntries(namespaces.map((name) => [name, MESSAGES[name][locale]]));
  return (
    <IntlClient locale={locale} messages={messages}>
      {children}
    </IntlClient>
  );
}
