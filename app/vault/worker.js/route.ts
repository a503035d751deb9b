import { vaultWorkerScript } from '@/lib/keys/vault-bundle';

// The worker holds the private keys: it may run WebAssembly (Argon2id) and do nothing else, least of all send.
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'";

export async function GET(request: Request): Promise<Response> {
  const script = await vaultWorkerScript(new URL(request.url).searchParams.get('h'));
  if (!script) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
  return new Response(script, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
  });
}
