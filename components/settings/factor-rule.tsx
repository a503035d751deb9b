'use client';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/forms/confirm-dialog';
import { Button } from '@/components/ui/press-button';
import { requireSecondFactorAction } from '@/lib/auth/factor-policy-actions';
import type { FactorRule } from '@/lib/auth/factor-policy-store';

type Props = { organizationId: string; rule: FactorRule };

export function FactorRuleChoice({ organizationId, rule: { isRequired, requiredBy } }: Props) {
  const [isAsking, setAsking] = useState(false);
  const act = async () => {
    const answer = await requireSecondFactorAction({ organizationId, isRequired: !isRequired });
    return answer.ok ? null : answer.error.message;
  };
  return (
    <div className="space-y-3">
      <p>
        {isRequired
          ? 'Everyone with a role here or below needs a second factor. Whoever has none is led to set one up.'
          : 'A second factor is each person’s own choice.'}
      </p>
      {requiredBy !== null && (
        <p className="text-ink-2">
          <bdi>{requiredBy}</bdi> asks for one already, and that holds here too.
        </p>
      )}
      <Button onClick={() => setAsking(true)}>
        {isRequired ? 'Stop requiring a second factor' : 'Require a second factor'}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={isRequired ? 'Stop requiring a second factor?' : 'Require a second factor?'}
          button={isRequired ? 'Stop requiring' : 'Require'}
          isDanger={isRequired}
          act={act}
          onClose={() => setAsking(false)}
        >
          {isRequired
            ? 'A password alone will open everything here again for whoever removes their second factor.'
            : 'It holds at once, here and in every organization below. People without one can go on after setting one up.'}
        </ConfirmDialog>
      )}
    </div>
  );
}
