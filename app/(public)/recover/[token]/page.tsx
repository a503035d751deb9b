import { FinishRecovery } from '@/components/account/recover-forms';
import { AuthLayout } from '@/components/layout/auth-layout';
import { ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { isOpenRecovery } from '@/lib/auth/recover-password';
import { ClientMessages } from '@/lib/i18n/client-messages';
import { currentTranslator } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';

export async function generateMetadata() {
  const t = await currentTranslator('recover');
  return { title: t('title') };
}

/** Looking at the link does not use it up: mail programs look at links too. */
export default async function RecoveryPage({ params }: PageProps<'/recover/[token]'>) {
  const { token } = await params;
  const t = await currentTranslator('recover');
  if (!(await isOpenRecovery(token))) {
    return (
      <AuthLayout title={t('gone')} skipLabel={t('skip')}>
        <div className="space-y-4">
          <p>{t('goneText')}</p>
          <ButtonLink variant="primary" href={routes.recover()}>
            {t('again')}
          </ButtonLink>
        </div>
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title={t('title')} skipLabel={t('skip')}>
      <ClientMessages namespaces={['recover']}>
        <div className="space-y-5">
          <FinishRecovery token={token} />
          <Callout tone="info">{t('passphrase')}</Callout>
        </div>
      </ClientMessages>
    </AuthLayout>
  );
}
