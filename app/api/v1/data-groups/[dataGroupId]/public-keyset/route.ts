import { answering } from '@/lib/api/route';
import { answerPublicKeyset } from '@/lib/observations/upload-entrance';

type Params = { params: Promise<{ dataGroupId: string }> };

export function GET(request: Request, { params }: Params): Promise<Response> {
  return answering('public-keyset.read', async () => answerPublicKeyset(request, (await params).dataGroupId));
}
