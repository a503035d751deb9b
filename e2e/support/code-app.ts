import { withDatabase } from './database';

/** A code app whose secret nobody knows: enough for the page that asks for a code. */
export async function giveCodeApp(email: string): Promise<void> {
  await withDatabase((db) =>
    db.query(
      `INSERT INTO totp_factor (user_id, secret, confirmed_at) SELECT id, '\\x00', now() FROM user_account WHERE email = $1`,
      [email],
    ),
  );
}
