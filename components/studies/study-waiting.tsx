import { CircleCheck } from 'lucide-react';
import { Card } from '@/components/ui/card';
import { Link } from '@/components/ui/link';
import { routes } from '@/lib/routes';
import type { StudyOverview, StudyProgress, StudyWaits } from '@/lib/studies/study';
import { counted } from '@/lib/studies/study-state';

const WORDS: readonly (readonly [keyof StudyWaits, (n: number) => string, string])[] = [
  [
    'notSent',
    (n) => `${counted(n, 'patient')} enrolled without an invitation`,
    'Send it from the list of patients.',
  ],
  ['expiredInvitations', (n) => `${counted(n, 'invitation')} ran out before an answer`, 'Send a new link.'],
  [
    'unanswered',
    (n) => `${counted(n, 'patient')} with a request that was not answered`,
    'They see it when they open Wellkept.',
  ],
  [
    'unconfirmed',
    (n) => `${counted(n, 'answer')} recorded on behalf and not confirmed yet`,
    'The patient confirms or disputes it.',
  ],
  [
    'endingSoon',
    (n) => `${counted(n, 'patient')} whose sharing ends within 30 days`,
    'They choose whether to go on.',
  ],
];

/** What waits for somebody, and for whom. */
export function StudyWaiting({
  study: { waits, organizationId, id },
}: {
  study: StudyOverview & StudyProgress;
}) {
  const waiting = WORDS.filter(([what]) => waits[what] > 0);
  return (
    <Card title="What waits">
      {waiting.length === 0 ? (
        <p className="flex items-center gap-2 text-ink-2">
          <CircleCheck aria-hidden className="size-4 text-success" />
          Nothing waits in this study.
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {waiting.map(([what, words, next]) => (
            <li key={what} className="py-2 first:pt-0 last:pb-0">
              <Link href={routes.studyPatients(organizationId, id)} className="link font-medium">
                {words(waits[what])}
              </Link>
              <span className="block text-sm text-ink-2">{next}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
