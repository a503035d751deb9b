import { answering } from '@/lib/api/route';
import { receiveUpload } from '@/lib/observations/upload-entrance';

type Params = { params: Promise<{ dataGroupId: string }> };

export function POST(request: Request, { params }: Params): Promise<Response> {
  return answering('observation.upload', async () => receiveUpload(request, (await params).dataGroupId));
}
