import { problem } from '@/lib/api/problem';
import { AppError } from '@/lib/errors';

const TITLE = 'This address is not written correctly';

// No page, because a page cannot answer 400. Without styles of its own: the policy allows none that are inline.
const PAGE = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>${TITLE} · Wellkept</title></head>
  <body>
    <main>
      <h1>${TITLE}</h1>
      <p>Check the link, or <a href="/">go to the start</a>.</p>
    </main>
  </body>
</html>
`;

/** Where lib/api/incoming-requests.ts leads addresses that cannot be decoded. */
export function GET(request: Request): Response {
  const isForProgram = new URL(request.url).searchParams.get('for') === 'program';
  if (isForProgram) return problem(new AppError('INVALID_INPUT', `${TITLE}.`));
  return new Response(PAGE, { status: 400, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
