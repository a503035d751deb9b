'use client';
import { useCallback, useState } from 'react';
import type { Verified } from '@/lib/audit/proof-client';
import { runProof } from '@/lib/audit/proof-thread';

export type VerificationState =
  | { step: 'idle' }
  | { step: 'working'; what: 'verify' | 'export'; done: number; total: number }
  | { step: 'verified'; result: Verified; at: number }
  | { step: 'failed' };

export function useVerification(organizationId: string) {
  const [state, setState] = useState<VerificationState>({ step: 'idle' });

  const run = useCallback(
    async (what: 'verify' | 'export', work: (onProgress: Step) => Promise<VerificationState>) => {
      setState({ step: 'working', what, done: 0, total: 0 });
      try {
        setState(await work((done, total) => setState({ step: 'working', what, done, total })));
      } catch {
        setState({ step: 'failed' });
      }
    },
    [],
  );

  const verify = useCallback(
    () =>
      run('verify', async (onProgress) => {
        const result = await runProof('verify', organizationId, onProgress);
        return { step: 'verified', result, at: Date.now() };
      }),
    [organizationId, run],
  );

  const exportAll = useCallback(
    () =>
      run('export', async (onProgress) => {
        download(await runProof('export', organizationId, onProgress), 'audit-proof');
        return { step: 'idle' };
      }),
    [organizationId, run],
  );

  return { state, verify, exportAll };
}

type Step = (done: number, total: number) => void;

export function download(content: object, name: string): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
