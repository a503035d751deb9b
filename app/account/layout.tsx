import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { AccountMenu } from '@/components/account/account-menu';
import { AccountTabs } from '@/components/account/account-tabs';
import { DemoNotice } from '@/components/account/demo-notice';
import { Brand } from '@/components/layout/brand';
import { MAIN_ID, SkipLink } from '@/components/layout/skip-link';
import { Link } from '@/components/ui/link';
import { currentAccount } from '@/lib/auth/session';
import { cn } from '@/lib/cn';
import { currentLocale, currentTranslator } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';

/** For all three kinds of people, in their language and a patient's type size: a way back and one column. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const t = await currentTranslator('account');
  const locale = await currentLocale();
  const isPatient = (await currentAccount())?.userType === 'patient';
  return (
    <div className={cn('min-h-dvh', isPatient && 'scale-patient')}>
      <SkipLink label={t('skip')} />
      <DemoNotice locale={locale} />
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex min-h-14 max-w-[48rem] flex-wrap items-center gap-x-4 px-4">
          <Brand className="max-sm:hidden" />
          <Link href={routes.home()} className="link inline-flex min-h-11 items-center gap-1.5">
            <ArrowLeft aria-hidden className="size-4" />
            {t('back')}
          </Link>
          <div className="ml-auto">
            <AccountMenu locale={locale} isCompact />
          </div>
        </div>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="mx-auto max-w-[48rem] space-y-6 px-4 py-6">
        <AccountTabs />
        {children}
      </main>
    </div>
  );
}
