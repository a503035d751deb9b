import 'client-only';
import type { InviteeAnswer } from '@/lib/invitations/invitee-entrance';
import { routes } from '@/lib/routes';

export type Answer = InviteeAnswer | { outcome: 'unreachable' | 'failed' };

/** One step of an invitation. Every failure is an answer, because the page has to say it. */
export async function inviteeStep(
  token: string,
  step: 'code' | 'check' | 'accept',
  body: Record<string, string>,
): Promise<Answer> {
  const response = await fetch(routes.invitationStep(token, step), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (!response) return { outcome: 'unreachable' };
  const answer: unknown = await response.json().catch(() => null);
  return isAnswer(answer) ? answer : { outcome: 'failed' };
}

function isAnswer(value: unknown): value is InviteeAnswer {
  return typeof value === 'object' && value !== null && 'outcome' in value;
}
