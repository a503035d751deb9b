import type { Metadata } from 'next';
import { PageHead } from '@/components/layout/page-head';
import { FactorRuleChoice } from '@/components/settings/factor-rule';
import { ResetRequests } from '@/components/settings/reset-requests';
import { Card } from '@/components/ui/card';
import { readFactorSettings } from '@/lib/auth/factor-policy';

export const metadata: Metadata = { title: 'Security' };

export default async function OrganizationSecurityPage({
  params,
}: PageProps<'/o/[organization]/settings/security'>) {
  const { organization: organizationId } = await params;
  const { rule, requests } = await readFactorSettings(organizationId);
  return (
    <>
      <PageHead title="Security" />
      <div className="max-w-[48rem] space-y-6">
        <Card title="Second factor" description="A code app or a passkey, asked for after the password.">
          <FactorRuleChoice organizationId={organizationId} rule={rule} />
        </Card>
        <Card
          title="Lost second factors"
          description="People of this organization and those below it who typed their password and have nothing else."
        >
          <ResetRequests organizationId={organizationId} requests={requests} />
        </Card>
      </div>
    </>
  );
}
