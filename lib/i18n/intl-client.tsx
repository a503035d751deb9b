'use client';
import type { ReactNode } from 'react';
import { IntlProvider, type AbstractIntlMessages } from 'use-intl';
import type { Locale } from './locale';

type Props = { locale: Locale; messages: AbstractIntlMessages; children: ReactNode };

/** The browser's half of client-messages.tsx. Times are shown by components/ui/time, which knows the reader's zone. */
export function IntlClient({ locale, messages, children }: Props) {
  return (
    <IntlProvider locale={locale} messages={messages} timeZone="UTC">
      {children}
    </IntlProvider>
  );
}
