import { Printer } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { CopyButton } from '@/components/ui/copy-button';
import type { PatientCard } from '@/lib/invitations/invitation';
import { InvitationCard } from './invitation-card';
import { QrCode } from './qr-code';

export type SentInvitation = { email: string; link: string; card?: PatientCard };

/** The one moment in which the link is known: the database keeps only its hash. */
export function InvitationResult({ email, link, card }: SentInvitation) {
  return (
    <div className="space-y-4 pb-3">
      <Callout tone="success" role="status" title="The invitation is on its way">
        A letter with the link went to <span className="font-medium break-all">{email}</span>. It works for 7
        days.
      </Callout>
      <div className="flex flex-wrap items-start gap-4">
        <QrCode text={link} label="QR code of the invitation’s link" />
        <div className="min-w-0 flex-1 basis-56 space-y-2">
          <p className="font-medium">Is the patient with you?</p>
          <p className="text-ink-2">
            Let them scan the code with their own phone. They still prove their address with a code by mail.
          </p>
          <p className="font-mono text-xs break-all text-ink-2">{link}</p>
          <div className="flex flex-wrap gap-2">
            <CopyButton value={link} label="Copy the link" />
            {card && (
              <Button size="sm" icon={<Printer aria-hidden />} onClick={() => window.print()}>
                Print a card
              </Button>
            )}
          </div>
        </div>
      </div>
      <p className="text-sm text-ink-2">
        The link and the card are shown now and not again. If it is lost, send a new one: the old link then
        stops working.
      </p>
      {card && <InvitationCard card={card} link={link} />}
    </div>
  );
}
