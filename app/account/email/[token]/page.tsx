import { ConfirmEmail } from '@/components/account/confirm-email';
import { PageHead } from '@/components/layout/page-head';
import { Callout } from '@/components/ui/callout';
import { Card } from '@/components/ui/card';
import { readEmailLink } from '@/lib/auth/change-email';
import { ClientMessages } from '@/lib/i18n/client-messages';
import { currentTranslator } from '@/lib/i18n/translator';

export async function generateMetadata() {
  const t = await currentTranslator('security');
  return { title: t('emailConfirmTitle') };
}

export default async function ConfirmEmailPage({ params }: PageProps<'/account/email/[token]'>) {
  const { token } = await params;
  const link = await readEmailLink(token);
  const t = await currentTranslator('security');
  return (
    <ClientMessages namespaces={['security']}>
      <PageHead title={t('emailConfirmTitle')} />
      {link ? (
        <Card>
          <div className="space-y-4">
            <p>{t(link.isOld ? 'emailConfirmOldText' : 'emailConfirmText', { email: link.newEmail })}</p>
            <ConfirmEmail token={token} />
          </div>
        </Card>
      ) : (
        <Callout tone="warning">{t('emailGone')}</Callout>
      )}
    </ClientMessages>
  );
}
