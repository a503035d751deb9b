import { cookies } from 'next/headers';
import { currentAccount } from '@/lib/auth/session';
import { translatorFor } from '@/lib/i18n/translator';
import type { Locale } from '@/lib/i18n/locale';
import { UserMenu } from './user-menu';

type Props = {
  locale: Locale;
  /** In a top bar: the name gives way on a phone. */
  isCompact?: boolean;
};

/** Account, appearance and sign-out, for the frame of every signed-in page. */
export async function AccountMenu({ locale, isCompact = false }: Props) {
  const account = await currentAccount();
  if (!account) return null;
  const t = translatorFor(locale, 'account');
  const theme = (await cookies()).get('theme')?.value;
  const texts = {
    menu: t('menu', { name: account.name }),
    account: t('account'),
    appearance: t('appearance'),
    light: t('light'),
    dark: t('dark'),
    system: t('system'),
    signOut: t('signOut'),
    signingOut: t('signingOut'),
    failed: t('failed'),
  };
  const chosen = theme === 'light' || theme === 'dark' ? theme : 'system';
  return <UserMenu name={account.name} theme={chosen} texts={texts} isCompact={isCompact} />;
}
