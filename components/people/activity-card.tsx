import { Card } from '@/components/ui/card';
import { Link } from '@/components/ui/link';
import { Time } from '@/components/ui/time';
import type { ListedEvent } from '@/lib/audit/listed-event';
import { sentenceOf } from '@/lib/audit/sentence';

type Props = { events: ListedEvent[]; allHref: string };

/** The newest of what the log has of them. */
export function ActivityCard({ events, allHref }: Props) {
  return (
    <Card
      title="Activity"
      actions={
        <Link href={allHref} className="link">
          All in the audit log
        </Link>
      }
    >
      {events.length === 0 && <p className="text-ink-2">Nothing on record here yet.</p>}
      <ul className="divide-y divide-line">
        {events.map((event) => (
          <li key={event.id} className="flex flex-wrap justify-between gap-x-4 gap-y-1 py-2">
            <span dir="auto">
              {sentenceOf(event)}
              {event.outcome === 'refused' && <span className="text-ink-2"> (refused)</span>}
            </span>
            <span className="text-sm text-ink-2">
              <Time at={event.at} format="datetime" />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
