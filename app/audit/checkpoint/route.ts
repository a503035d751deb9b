import { answering } from '@/lib/api/route';
import { readCheckpoint } from '@/lib/audit/checkpoint-queries';

/** The newest signed checkpoint of all audit logs, or an older one by `?id=`. For anybody, witnesses first of all. */
export function GET(request: Request): Promise<Response> {
  return answering('audit.checkpoint', async () => {
    const id = new URL(request.url).searchParams.get('id');
    const note = await readCheckpoint(id);
    return new Response(note, {
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
  });
}
