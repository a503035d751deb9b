import { answering } from '@/lib/api/route';
import { receiveDeviceKey } from '@/lib/observations/upload-entrance';

type Params = { params: Promise<{ dataGroupId: string }> };

export function PUT(request: Request, { params }: Params): Promise<Response> {
  return answering('device.set-key', async () => receiveDeviceKey(request, (await params).dataGroupId));
}
