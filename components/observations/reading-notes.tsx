import { Callout } from '@/components/ui/callout';
import { CopyButton } from '@/components/ui/copy-button';
import { Time } from '@/components/ui/time';
import { formatCount, shortId } from '@/lib/format';
import type { LockedReading, OpenedReadings } from './open-readings';

const READINGS = { one: 'reading', other: 'readings' };
const count = (n: number) => formatCount(n, READINGS, 'en');
const MOST_LISTED = 50;

/** What is odd about opened readings: who did not sign them, and which could not be opened. Nothing is left out quietly. */
export function ReadingNotes({ readings, locked }: OpenedReadings) {
  const unsigned = readings.filter(({ signature }) => signature === 'not-signed').length;
  const forged = readings.filter(({ signature }) => signature === 'bad').length;
  const damaged = locked.filter(({ reason }) => reason === 'damaged');
  const withoutKey = locked.length - damaged.length;
  return (
    <div className="mt-4 space-y-3 empty:hidden">
      {forged > 0 && (
        <Callout tone="danger" title={`${count(forged)} with a signature that does not match`}>
          Somebody other than the patient’s device may have written or changed them.
        </Callout>
      )}
      {unsigned > 0 && (
        <Callout tone="warning" title={`${count(unsigned)} not signed by the patient’s device`}>
          They opened, but nothing proves which device sent them.
        </Callout>
      )}
      {withoutKey > 0 && (
        <Callout tone="info" title={`You have no key for ${count(withoutKey)}`}>
          A manager who can open this study’s readings can share its key with you.
        </Callout>
      )}
      {damaged.length > 0 && <Damaged damaged={damaged} />}
    </div>
  );
}

function Damaged({ damaged }: { damaged: LockedReading[] }) {
  return (
    <Callout tone="danger" title={`${count(damaged.length)} damaged`}>
      <p>What is stored is not what was sealed. The patient’s device can upload them again.</p>
      <ul className="mt-2 space-y-1">
        {damaged.slice(0, MOST_LISTED).map(({ id, at }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3">
            <Time at={at} />
            <code className="font-mono text-sm" title={id}>
              {shortId(id)}
            </code>
            <CopyButton value={id} label="Copy the reading’s id" isIconOnly variant="quiet" />
          </li>
        ))}
      </ul>
      {damaged.length > MOST_LISTED && <p>and {damaged.length - MOST_LISTED} more</p>}
    </Callout>
  );
}
