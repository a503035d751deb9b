import 'server-only';
import type { TargetOf } from '@/lib/authorization/target-store';
import { AppError } from '@/lib/errors';
import type { Locale } from '@/lib/i18n/locale';
import { enrollmentOf } from '@/lib/keys/key-target-store';
import { pseudonymOf } from '@/lib/patients/pseudonym';
import { areNamesHidden } from '@/lib/patients/shown-names';
import { forPage, type Query } from '@/lib/query';
import type { SharedStudy } from './consent';
import { sharedStudiesOf } from './sharing-store';

export type Recording = { patientName: string; study: SharedStudy };

type Asked = { organizationId: string; studyId: string; patientId: string; locale: Locale };

/** What is read out to a patient, and what may be written down for them. */
export function recordingOf(asked: Asked): Query<TargetOf<'enrollment'>, Recording> {
  const { organizationId, studyId, patientId, locale } = asked;
  return {
    name: 'consent.record',
    permission: 'consent.record',
    find: async (tx) => {
      const target = await enrollmentOf(tx, studyId, patientId);
      return target?.organizationId === organizationId ? target : null;
    },
    read: async (tx) => {
      const [study] = await sharedStudiesOf(tx, { patientId, locale }, studyId);
      const patient = await tx.patient.findUnique({ where: { id: patientId }, select: { name: true } });
      if (!study || !patient) throw new AppError('NOT_FOUND', 'Not found.');
      return { patientName: patient.name, study };
    },
    event: () => ({ type: 'patient.viewed', patientId, studyId }),
  };
}

export async function recording(asked: Asked): Promise<Recording> {
  const found = await forPage(recordingOf(asked));
  return (await areNamesHidden()) ? { ...found, patientName: pseudonymOf(asked.patientId) } : found;
}
