'use client';
import { Download } from 'lucide-react';
import { Callout } from '@/components/ui/callout';
import { KeyValue, type KeyValueItem } from '@/components/ui/key-value';
import { Button } from '@/components/ui/press-button';
import type { Verified } from '@/lib/audit/proof-client';
import type { Break, Neighbour } from '@/lib/audit/verify-tree';
import { download } from './use-verification';

type Props = { result: Verified; first: Break; onForgotten: () => void };

/** The first place where the log is not what was signed, with what stands before and after it. */
export function BrokenChain({ result, first, onForgotten }: Props) {
  const { evidence } = result;
  const forget = async () => {
    await (await import('@/lib/audit/seen-checkpoint')).forgetSeen();
    onForgotten();
  };
  return (
    <Callout
      tone="danger"
      role="alert"
      className="mt-3"
      title="The chain is broken"
      actions={
        <>
          {evidence && (
            <Button icon={<Download aria-hidden />} onClick={() => download(evidence, 'audit-evidence')}>
              Download evidence
            </Button>
          )}
          {first.kind === 'seen-before' && (
            <Button onClick={() => void forget()}>Forget what this browser saw</Button>
          )}
        </>
      }
    >
      <p>{first.message}</p>
      {first.kind === 'seen-before' && (
        <p>
          If this installation was knowingly set up anew or restored, forget the old history and check again.
        </p>
      )}
      <KeyValue items={neighboursOf(first)} />
    </Callout>
  );
}

function neighboursOf({ leafIndex, at, before, after }: Break): KeyValueItem[] {
  const items: [string, Neighbour | null][] = [
    ['Before', before],
    ['Here', at],
    ['After', after],
  ];
  const rows = items.flatMap(([label, event]) => (event ? [{ label, value: <Place event={event} /> }] : []));
  return leafIndex === null ? rows : [{ label: 'Position', value: leafIndex.toLocaleString('en') }, ...rows];
}

function Place({ event: { leafIndex, eventId, body } }: { event: Neighbour }) {
  return (
    <>
      Event {eventId} at position {leafIndex.toLocaleString('en')}
      <code className="block font-mono text-xs break-all">{body ?? '(gone)'}</code>
    </>
  );
}
