import type { BrowserContext } from '@playwright/test';

export type Sent = { where: string; content: Buffer };

/** Everything the pages and workers of a browser send from now on: address, headers and body. */
export function recordTraffic(context: BrowserContext): () => Promise<Sent[]> {
  const sent: Promise<Sent>[] = [];
  context.on('request', (request) => {
    const body = request.postDataBuffer() ?? Buffer.alloc(0);
    const where = `${request.method()} ${request.url()}`;
    sent.push(
      request.allHeaders().then(
        (headers) => ({
          where,
          content: Buffer.concat([Buffer.from(`${where}\n${JSON.stringify(headers)}\n`), body]),
        }),
        // The page had gone before its headers were complete; what was known of it still counts.
        () => ({
          where,
          content: Buffer.concat([Buffer.from(`${where}\n${JSON.stringify(request.headers())}\n`), body]),
        }),
      ),
    );
  });
  return () => Promise.all(sent);
}
