'use client';
import { Download, ShieldCheck } from 'lucide-react';
import { Callout } from '@/components/ui/callout';
import { Button } from '@/components/ui/press-button';
import { Progress } from '@/components/ui/progress';
import { Time } from '@/components/ui/time';
import { formatCount, formatNumber } from '@/lib/format';
import { BrokenChain } from './broken-chain';
import { useVerification, type VerificationState } from './use-verification';

/** Nobody has to believe the server: the browser hashes the log again and holds it against what was signed. */
export function IntegrityStrip({ organizationId }: { organizationId: string }) {
  const { state, verify, exportAll } = useVerification(organizationId);
  const isBusy = state.step === 'working';
  const pending = (what: 'verify' | 'export') => state.step === 'working' && state.what === what;
  return (
    <section aria-label="Integrity of the log" className="mb-4 rounded-lg border border-line bg-surface p-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1 text-ink-2">
          Every event is hashed into a chain that is signed each second. Your browser can check that nothing
          was changed, removed or added.
        </p>
        <div className="flex flex-wrap gap-2">
          <Button
            variant="primary"
            icon={<ShieldCheck aria-hidden />}
            isPending={pending('verify')}
            pendingLabel="Verifying…"
            aria-disabled={isBusy || undefined}
            onClick={() => void (isBusy || verify())}
          >
            Verify in my browser
          </Button>
          <Button
            icon={<Download aria-hidden />}
            isPending={pending('export')}
            pendingLabel="Collecting…"
            aria-disabled={isBusy || undefined}
            onClick={() => void (isBusy || exportAll())}
          >
            Export proof
          </Button>
        </div>
      </div>
      <div aria-live="polite">
        <Outcome state={state} onAgain={() => void verify()} />
      </div>
    </section>
  );
}

function Outcome({ state, onAgain }: { state: VerificationState; onAgain: () => void }) {
  switch (state.step) {
    case 'idle':
      return null;
    case 'working': {
      const label = state.what === 'verify' ? 'Checking events' : 'Collecting events';
      if (state.total === 0) return <Progress label={label} className="mt-3" />;
      const text = `${formatNumber(state.done, 'en')} of ${formatNumber(state.total, 'en')}`;
      return <Progress label={label} value={state.done} max={state.total} text={text} className="mt-3" />;
    }
    case 'failed':
      return (
        <Callout tone="warning" className="mt-3" title="The check could not be finished">
          The server did not answer as expected. Nothing was found out about the log; please try again.
        </Callout>
      );
    case 'verified': {
      const { verdict } = state.result;
      if (!verdict.intact)
        return <BrokenChain result={state.result} first={verdict.first} onForgotten={onAgain} />;
      const events = formatCount(verdict.events, { one: 'event', other: 'events' }, 'en');
      return (
        <Callout tone="success" className="mt-3" title={`Chain intact: ${events}, checked just now`}>
          {verdict.checkpoint ? (
            <>
              Checkpoint {formatNumber(verdict.checkpoint.number, 'en')} of{' '}
              <Time at={verdict.checkpoint.at} format="exact" />.
            </>
          ) : (
            'Nothing has been sealed yet.'
          )}
        </Callout>
      );
    }
  }
}
