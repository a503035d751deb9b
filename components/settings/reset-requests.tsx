'use client';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { Button } from '@/components/ui/press-button';
import { Time } from '@/components/ui/time';
import { decideFactorResetAction } from '@/lib/auth/factor-policy-actions';
import type { ResetDecision, ResetRequest } from '@/lib/auth/factor-reset-store';

type Props = { organizationId: string; requests: ResetRequest[] };
type Asking = { request: ResetRequest; decision: ResetDecision };

export function ResetRequests({ organizationId, requests }: Props) {
  const [asking, setAsking] = useState<Asking | null>(null);
  if (requests.length === 0) {
    return (
      <EmptyState
        title="Nobody asks"
        text="Whoever loses their second factor asks at sign-in, and appears here for three days."
      />
    );
  }
  return (
    <>
      <ul className="divide-y divide-line">
        {requests.map((request) => (
          <RequestItem
            key={request.id}
            request={request}
            onDecide={(decision) => setAsking({ request, decision })}
          />
        ))}
      </ul>
      {asking && <Decide organizationId={organizationId} asking={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

type ItemProps = { request: ResetRequest; onDecide: (decision: ResetDecision) => void };

function RequestItem({ request: { name, email, userType, requestedAt }, onDecide }: ItemProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0">
        <p className="font-medium">
          <bdi>{name}</bdi> <span className="font-normal text-ink-2">({userType})</span>
        </p>
        <p className="text-sm break-all text-ink-2">
          {email} · asked <Time at={requestedAt} format="relative" />
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" aria-label={`Take the lost factor from ${name}`} onClick={() => onDecide('reset')}>
          Take it away
        </Button>
        <Button size="sm" aria-label={`Refuse ${name}`} onClick={() => onDecide('refused')}>
          Refuse
        </Button>
      </div>
    </li>
  );
}

type DecideProps = { organizationId: string; asking: Asking; onClose: () => void };

function Decide({ organizationId, asking: { request, decision }, onClose }: DecideProps) {
  const isReset = decision === 'reset';
  const act = async () => {
    const answer = await decideFactorResetAction({ organizationId, requestId: request.id, decision });
    return answer.ok ? null : answer.error.message;
  };
  return (
    <ConfirmDialog
      title={isReset ? `Take the second factor from ${request.name}?` : `Refuse ${request.name}?`}
      button={isReset ? 'Take it away' : 'Refuse'}
      isDanger={isReset}
      act={act}
      onClose={onClose}
    >
      {isReset
        ? 'Make sure first that it is them: call them, or see them. Their password alone signs them in after that, every session ends, and they get a letter.'
        : 'They get a letter that says so, and can ask again.'}
    </ConfirmDialog>
  );
}
