import { answering } from '@/lib/api/route';
import { currentPrincipal } from '@/lib/auth/session';
import { answerConsentExport } from '@/lib/consents/consent-export-queries';

type Params = { params: Promise<{ studyId: string }> };

export function GET(request: Request, { params }: Params): Promise<Response> {
  return answering('consent.export', async () =>
    answerConsentExport(request, await params, await currentPrincipal()),
  );
}
