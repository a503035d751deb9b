import 'server-only';
import { notFound } from 'next/navigation';
import { isId } from '@/lib/authorization/target-store';
import { currentLocale } from '@/lib/i18n/translator';
import { forPage } from '@/lib/query';
import type { HistoryEntry, InformationText, PastState, SharedStudy } from './consent';
import { historyOf, statesAt } from './history-store';
import { ownPatientTarget, sharedStudiesOf, textsOf } from './sharing-store';

export type OwnSharing = { studies: SharedStudy[]; readAt: number };

/** My sharing: the caller's own studies and answers, and when that was. */
export async function mySharing(): Promise<OwnSharing> {
  const locale = await currentLocale();
  return forPage({
    name: 'sharing.read',
    permission: 'enrollment.read-own',
    find: (tx, { userId }) => ownPatientTarget(tx, userId),
    read: async (tx, { patientId }) => ({
      studies: await sharedStudiesOf(tx, { patientId, locale }),
      readAt: Date.now(),
    }),
  });
}

export type OwnStudy = { study: SharedStudy; texts: InformationText[] };

/** One study of the caller's own, with every version of its text; a study they are not in is not found. */
export async function myStudy(studyId: string): Promise<OwnStudy> {
  const locale = await currentLocale();
  const found = await forPage<NonNullable<Awaited<ReturnType<typeof ownPatientTarget>>>, OwnStudy | null>({
    name: 'sharing.read',
    permission: 'enrollment.read-own',
    find: (tx, { userId }) => ownPatientTarget(tx, userId),
    read: async (tx, { patientId }) => {
      if (!isId(studyId)) return null;
      const [study] = await sharedStudiesOf(tx, { patientId, locale }, studyId);
      return study ? { study, texts: await textsOf(tx, studyId, locale) } : null;
    },
  });
  return found ?? notFound();
}

export type OwnHistory = { entries: HistoryEntry[]; past: PastState[] | null };

/** My history: every decision, never overwritten; with a moment, also what held then. */
export function myHistory(at: Date | null): Promise<OwnHistory> {
  return forPage({
    name: 'sharing.history',
    permission: 'enrollment.read-own',
    find: (tx, { userId }) => ownPatientTarget(tx, userId),
    read: async (tx, { patientId }) => ({
      entries: await historyOf(tx, patientId),
      past: at && (await statesAt(tx, patientId, at)),
    }),
  });
}
