import 'server-only';
import { createTransport } from 'nodemailer';
import type { WaitingMail } from './postman-store';

export type Smtp = { url: string; from: string };
export type Delivery = { sent: true } | { sent: false; kind: string; isFinal: boolean };

export type Sender = { send: (mail: WaitingMail) => Promise<Delivery>; close: () => void };

const WAIT_MS = 15_000;

/** One pooled connection to the server of SMTP_URL: smtp:// with STARTTLS where it is offered, smtps:// with TLS. */
export function smtpSender({ url, from }: Smtp): Sender {
  const timeouts = { connectionTimeout: WAIT_MS, greetingTimeout: WAIT_MS, socketTimeout: 2 * WAIT_MS };
  const transport = createTransport({ url, pool: true, maxConnections: 2, ...timeouts });
  const host = new URL(url).hostname;
  return {
    close: () => transport.close(),
    send: async ({ id, toAddress, subject, bodyText, bodyHtml }) => {
      try {
        await transport.sendMail({
          from,
          // As an object: an address is never parsed as a list, so nobody is added to it.
          to: { name: '', address: toAddress },
          subject,
          text: bodyText,
          ...(bodyHtml !== '' && { html: bodyHtml }),
          // The same at each try, so that a letter which left twice can be recognized.
          messageId: `<${id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return { sent: true };
      } catch (error) {
        return { sent: false, ...failureOf(error) };
      }
    },
  };
}

/** The kind and number only: what another server says may quote the address. 5xx about this letter means never. */
function failureOf(error: unknown): { kind: string; isFinal: boolean } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'ERROR';
  const reply = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
  const isAboutLetter = code === 'EENVELOPE' || code === 'EMESSAGE';
  return { kind: reply ? `${code} ${reply}` : code, isFinal: isAboutLetter && reply >= 500 };
}
