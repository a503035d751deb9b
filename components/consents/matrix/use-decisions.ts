'use client';
import { useEffect, useState } from 'react';
import type { DecisionHistory } from '@/lib/consents/consent-matrix';
import { routes } from '@/lib/routes';

type Answer = { history: DecisionHistory | null; failure: string | null };
const WAITING: Answer = { history: null, failure: null };

/** The decisions behind one cell, fetched when it is opened. */
export function useDecisions(studyId: string, patientId: string, scope: string) {
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<Answer>(WAITING);
  useEffect(() => {
    const abort = new AbortController();
    load(routes.decisions(studyId, patientId, scope), abort.signal).then(setAnswer, () => undefined);
    return () => abort.abort();
  }, [studyId, patientId, scope, attempt]);
  const again = () => {
    setAnswer(WAITING);
    setAttempt((last) => last + 1);
  };
  return { ...answer, again };
}

async function load(path: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(path, { signal, cache: 'no-store' }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    return null;
  });
  if (!response) return { history: null, failure: 'The server cannot be reached.' };
  if (response.ok) return { history: (await response.json()) as DecisionHistory, failure: null };
  const problem = (await response.json().catch(() => null)) as { title?: string } | null;
  return { history: null, failure: problem?.title ?? 'Something went wrong on our side.' };
}
