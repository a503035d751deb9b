import type { HangingOn } from '@/lib/organizations/organization-node';

const WORDS: Record<keyof HangingOn, readonly [string, string]> = {
  organizations: ['organization below it', 'organizations below it'],
  openStudies: ['study that is not closed', 'studies that are not closed'],
  enrollments: ['patient invited or taking part', 'patients invited or taking part'],
  people: ['person with a role in it', 'people with a role in it'],
  openInvitations: ['invitation that waits', 'invitations that wait'],
};

/** "2 studies that are not closed": what there is none of is left out. */
export function hangingWords(hangingOn: HangingOn): string[] {
  return (Object.keys(WORDS) as (keyof HangingOn)[])
    .filter((key) => hangingOn[key] > 0)
    .map((key) => `${hangingOn[key]} ${WORDS[key][hangingOn[key] === 1 ? 0 : 1]}`);
}
