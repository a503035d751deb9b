import { answering } from '@/lib/api/route';
import { currentPrincipal } from '@/lib/auth/session';
import { answerDecisions } from '@/lib/consents/decisions-entrance';

type Params = { params: Promise<{ studyId: string; patientId: string }> };

export function GET(request: Request, { params }: Params): Promise<Response> {
  return answering('consent.history', async () =>
    answerDecisions(request, await params, await currentPrincipal()),
  );
}
