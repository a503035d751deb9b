import 'server-only';
import { command } from '@/lib/command';
import type { Tx } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';

import { newSecret, practitionerLetter } from '@/lib/invitations/invitation-letter';
import { invitingOrganization, openPractitionerInvitation } from '@/lib/invitations/invitation-store';
import { queueMail } from '@/lib/mail/mail-store';
import { countManagers, lockManagers } from '@/lib/organizations/membership-store';
import { organizationTarget } from '@/lib/organizations/organization-store';
import { InviteFirstManager } from './account-admin-schema';
import { INSTALLATION } from './installation-target';

/** A super admin's one way to give a role: an organization that nobody manages gets its first manager. */
export const inviteFirstManager = command({
  name: 'invitation.send-first-manager',
  input: InviteFirstManager,
  permission: 'installation.manage',
  target: async (tx, { organizationId }) => (await organizationTarget(tx, organizationId)) && INSTALLATION,
  run: async ({ tx, input: { organizationId, email, locale }, principal }) => {
    await requireNoManager(tx, organizationId);
    const inviting = await invitingOrganization(tx, organizationId, principal.userId);
    const { link, ...secret } = newSecret({ email, locale, createdBy: principal.userId });
    const id = await openPractitionerInvitation(tx, organizationId, 'manager', secret);
    await queueMail(tx, practitionerLetter({ ...inviting, email, role: 'manager', locale, link }));
    return {
      value: { invitationId: id, email, link },
      event: { type: 'invitation.sent', resource: { kind: 'invitation', id } },
    };
  },
});

async function requireNoManager(tx: Tx, organizationId: string): Promise<void> {
  await lockManagers(tx, organizationId);
  if ((await countManagers(tx, organizationId)) > 0)
    throw new AppError('CONFLICT', 'This organization has a manager, who gives the roles from here on.');
}
