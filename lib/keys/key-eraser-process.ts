import 'server-only';
import { startKeyEraser } from './key-eraser';

// A development server evaluates the module again after each change; there must not be two loops.
const held = globalThis as typeof globalThis & { wellkeptKeyEraser?: ReturnType<typeof startKeyEraser> };

/** The eraser inside the server's process, beside the sealer and the postman. */
export function startKeyEraserWithServer(): void {
  if (held.wellkeptKeyEraser) return;
  const eraser = (held.wellkeptKeyEraser = startKeyEraser());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void eraser.stop());
}
