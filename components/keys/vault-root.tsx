import type { ReactNode } from 'react';
import type { Locale } from '@/lib/i18n/locale';
import { keyMessages } from '@/lib/i18n/messages/key-messages';
import { currentLocale } from '@/lib/i18n/translator';
import { currentVaultMount } from '@/lib/keys/vault-mount';
import { VaultProvider } from './vault-provider';

/** `locale`: of a part that is in one language only. */
type Props = { children: ReactNode; locale?: Locale };

/** Around the shells and pages of people who are signed in: their keys, and the dialog that opens them. */
export async function VaultRoot({ children, locale }: Props) {
  const mount = await currentVaultMount();
  return (
    <VaultProvider mount={mount} texts={keyMessages[locale ?? (await currentLocale())]}>
      {children}
    </VaultProvider>
  );
}
