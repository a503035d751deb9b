import { answering } from '@/lib/api/route';
import { currentPrincipal } from '@/lib/auth/session';
import { answerSharing } from '@/lib/observations/sharing-entrance';

type Params = { params: Promise<{ studyId: string; patientId: string }> };

export function GET(request: Request, { params }: Params): Promise<Response> {
  return answering('sharing.check', async () =>
    answerSharing(request, await params, await currentPrincipal()),
  );
}
