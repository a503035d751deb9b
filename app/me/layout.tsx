import type { ReactNode } from 'react';
import { AccountMenu } from '@/components/account/account-menu';
import { DemoNotice } from '@/components/account/demo-notice';
import { LanguageSwitch } from '@/components/account/language-switch';
import type { NavItem } from '@/components/layout/nav-icon';
import { PatientShell } from '@/components/layout/patient-shell';
import { currentLocale, translatorFor } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';

/** The frame of a patient's pages. Each page asks for itself whether it may be seen. */
export default async function PatientLayout({ children }: { children: ReactNode }) {
  const locale = await currentLocale();
  const t = translatorFor(locale, 'patient');
  const navItems: NavItem[] = [
    { href: routes.mySharing(), label: t('sharing'), icon: 'share' },
    { href: routes.myViews(), label: t('views'), icon: 'views' },
    { href: routes.myHistory(), label: t('history'), icon: 'history' },
    { href: routes.account(), label: t('account'), icon: 'user' },
  ];
  return (
    <PatientShell
      homeHref={routes.mySharing()}
      navItems={navItems}
      helpItem={{ href: routes.myHelp(), label: t('help'), icon: 'help' }}
      labels={{ skip: t('skip'), nav: t('nav') }}
      languageSwitch={<LanguageSwitch isCompact />}
      userMenu={<AccountMenu locale={locale} isCompact />}
      banner={<DemoNotice locale={locale} />}
    >
      {children}
    </PatientShell>
  );
}
