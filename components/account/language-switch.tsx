import { changeLocaleAction } from '@/lib/accounts/account-actions';
import { currentAccount } from '@/lib/auth/session';
import { currentLocale, currentTranslator } from '@/lib/i18n/translator';
import { LanguageSelect } from './language-select';

/** For pages of people who are not signed in, and of patients. */
export async function LanguageSwitch({ isCompact = false }: { isCompact?: boolean }) {
  const isSignedIn = (await currentAccount()) !== null;
  const t = await currentTranslator('signIn');
  return (
    <LanguageSelect
      label={t('language')}
      isCompact={isCompact}
      locale={await currentLocale()}
      remember={isSignedIn ? changeLocaleAction : null}
    />
  );
}
