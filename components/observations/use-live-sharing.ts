'use client';
import { useCallback, useEffect, useState } from 'react';
import type { Span } from '@/lib/observations/data-view';
import type { StudySharing } from '@/lib/observations/patient-data';
import { readSharing, ReadRefused } from '@/lib/observations/read-observations';

const CHECK_EVERY_MS = 15_000;
const A_DAY_MS = 86_400_000;

export type LiveSharing = {
  study: StudySharing;
  /** Set when the server no longer answers this person about the study at all. */
  refusal: ReadRefused | null;
  check: () => void;
};

/**
 * What is shared, as the page was told and then asked again: every fifteen seconds while the page is in sight, and at once
 * when it comes back into sight. A server that cannot be reached changes nothing; a refusal does.
 */
export function useLiveSharing(told: StudySharing, patientId: string, span: Span): LiveSharing {
  const [heard, setHeard] = useState<{
    told: StudySharing;
    study: StudySharing;
    refusal: ReadRefused | null;
  } | null>(null);
  const { studyId } = told;
  const { from, to } = span;
  const check = useCallback(() => {
    const abort = AbortSignal.timeout(CHECK_EVERY_MS - 1_000);
    // Beyond the span's end, to notice readings that arrived since.
    const until = new Date(Date.parse(to) + A_DAY_MS).toISOString();
    readSharing({ studyId, patientId, from, to: until }, abort).then(
      (study) => setHeard({ told, study, refusal: null }),
      (error: unknown) => {
        if (!(error instanceof ReadRefused) || error.code === 'UNAVAILABLE' || error.code === 'INTERNAL')
          return;
        setHeard((last) => ({ told, study: last?.study ?? told, refusal: error }));
      },
    );
  }, [told, studyId, patientId, from, to]);

  useEffect(() => {
    const whenVisible = () => {
      if (document.visibilityState === 'visible') check();
    };
    const timer = setInterval(whenVisible, CHECK_EVERY_MS);
    window.addEventListener('focus', whenVisible);
    document.addEventListener('visibilitychange', whenVisible);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', whenVisible);
      document.removeEventListener('visibilitychange', whenVisible);
    };
  }, [check]);

  // The page was drawn again with newer words: those count.
  const current = heard?.told === told ? heard : null;
  return { study: current?.study ?? told, refusal: current?.refusal ?? null, check };
}
