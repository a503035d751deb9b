import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { LanguageSwitch } from '@/components/account/language-switch';
import { AcceptAs } from '@/components/invitations/accept-as';
import { InvitationAbout } from '@/components/invitations/invitation-about';
import { InvitationClosed } from '@/components/invitations/invitation-closed';
import { InviteeSteps } from '@/components/invitations/invitee-steps';
import { OtherAccount, OtherType } from '@/components/invitations/other-account';
import { AuthLayout } from '@/components/layout/auth-layout';
import { clientAddress } from '@/lib/auth/client-address';
import { currentAccount, currentRequestId, type Account } from '@/lib/auth/session';
import { ClientMessages } from '@/lib/i18n/client-messages';
import { currentTranslator } from '@/lib/i18n/translator';
import { maskedEmail, type OpenPreview } from '@/lib/invitations/invitation';
import { openInvitation } from '@/lib/invitations/invitee';

export async function generateMetadata() {
  const t = await currentTranslator('invitation');
  return { title: t('pageTitle'), robots: { index: false } };
}

export default async function InvitePage({ params }: PageProps<'/invite/[token]'>) {
  const { token } = await params;
  const invitee = { requestId: await currentRequestId(), address: clientAddress(await headers()) };
  const preview = await openInvitation(token, invitee);
  const t = await currentTranslator('invitation');
  if (preview?.standing !== 'open') return <InvitationClosed preview={preview} />;
  const title = preview.study
    ? t('patientTitle', { study: preview.study.name })
    : t('practitionerTitle', { organization: preview.organizationName });
  return (
    <AuthLayout
      title={<bdi>{title}</bdi>}
      width="md"
      isPatient
      skipLabel={t('skip')}
      footer={
        <span className="flex justify-center">
          <LanguageSwitch />
        </span>
      }
    >
      <ClientMessages namespaces={['invitation']}>
        <div className="space-y-6">
          <InvitationAbout preview={preview} />
          {nextStep(token, preview, await currentAccount())}
        </div>
      </ClientMessages>
    </AuthLayout>
  );
}

/** What the reader can do depends on who is signed in; what they are shown above does not. */
function nextStep(token: string, preview: OpenPreview, account: Account | null): ReactNode {
  const { kind, email, organizationId } = preview;
  if (!account) {
    return (
      <InviteeSteps
        token={token}
        kind={kind}
        maskedEmail={maskedEmail(email)}
        name={preview.patientName ?? ''}
      />
    );
  }
  if (account.email !== email)
    return <OtherAccount token={token} email={account.email} invited={maskedEmail(email)} />;
  if (account.userType !== kind) return <OtherType kind={kind} />;
  return <AcceptAs token={token} email={email} kind={kind} organizationId={organizationId} />;
}
