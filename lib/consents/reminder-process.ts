import 'server-only';
import { startReminder } from './reminder';

// A development server evaluates the module again after each change; there must not be two loops.
const held = globalThis as typeof globalThis & { wellkeptReminder?: ReturnType<typeof startReminder> };

/** The reminders inside the server's process, beside the postman who takes them away. */
export function startReminderWithServer(): void {
  if (held.wellkeptReminder) return;
  const reminder = (held.wellkeptReminder = startReminder());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void reminder.stop());
}
