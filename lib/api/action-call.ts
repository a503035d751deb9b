/** The framework's own limit for an action's body. */
const MOST_BYTES = 1024 * 1024;
const DEEPEST = 32;

export type CallFault = 'malformed' | 'too-large';

/**
 * Whether a request that calls a server action, or a form that would, is written as our own pages write it: one JSON value
 * as plain text. The framework fails at anything else before our code is asked, and calls that a fault of its own.
 */
export async function faultOfCall(request: Request): Promise<CallFault | null> {
  const type = request.headers.get('content-type') ?? '';
  if (!request.headers.has('next-action')) return /^multipart\//i.test(type) ? 'malformed' : null;
  if (!/^text\/plain\b/i.test(type)) return 'malformed';
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) return 'too-large';
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > MOST_BYTES) return 'too-large';
  return isPlainCall(bytes) ? null : 'malformed';
}

function isPlainCall(bytes: ArrayBuffer): boolean {
  try {
    const args = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
    return Array.isArray(args) && args.length === 1 && isPlain(args);
  } catch {
    return false;
  }
}

/**
 * Text that begins with $ refers to another part of the body, and there is none; only "nothing" and a text of its own that
 * begins with $ are written so. With a list of what is left to look at and not by recursion, because a body may be all brackets.
 */
function isPlain(root: unknown): boolean {
  const left: [value: unknown, depth: number][] = [[root, 0]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string' && /^\$(?!\$|undefined$)/.test(value)) return false;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEEPEST) return false;
    for (const inner of Object.values(value)) left.push([inner, depth + 1]);
  }
  return true;
}
