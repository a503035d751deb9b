import 'server-only';
import { z } from 'zod';
import type { Principal } from '@/lib/authorization/question';
import { parseInput } from '@/lib/command';
import { AppError } from '@/lib/errors';
import { sharingNow } from './patient-data-queries';

const Time = z.iso.datetime({ offset: true });
const SharingRequest = z.strictObject({ studyId: z.uuid(), patientId: z.uuid(), from: Time, to: Time });

/** GET …/sharing: what a study may read of a patient now, as JSON. */
export async function answerSharing(
  request: Request,
  path: { studyId: string; patientId: string },
  principal: Principal | null,
): Promise<Response> {
  if (!principal) throw new AppError('UNAUTHENTICATED', 'Please sign in.');
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { studyId, patientId, ...span } = parseInput(SharingRequest, { ...query, ...path });
  const study = await sharingNow(principal, studyId, patientId, span);
  return Response.json(study, { headers: { 'cache-control': 'private, no-store' } });
}
