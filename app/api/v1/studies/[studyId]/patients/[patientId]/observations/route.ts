import { answering } from '@/lib/api/route';
import { currentPrincipal } from '@/lib/auth/session';
import { releaseObservations } from '@/lib/observations/release-entrance';

type Params = { params: Promise<{ studyId: string; patientId: string }> };

export function GET(request: Request, { params }: Params): Promise<Response> {
  return answering('observation.read', async () =>
    releaseObservations(request, await params, await currentPrincipal()),
  );
}
