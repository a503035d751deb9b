import { text as readAll } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { smtpSender, type Sender } from './smtp';

export type Arrived = { to: string[]; source: string };

/** A real mail server for tests, on this machine alone, and a sender that speaks to it. */
export type TestSmtp = {
  sender: Sender;
  arrived: Arrived[];
  /** How it answers the next recipients; null: it takes them. */
  answer: number | null;
  close: () => Promise<void>;
};

export async function testSmtp(): Promise<TestSmtp> {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, callback) =>
      smtp.answer === null
        ? callback()
        : callback(Object.assign(new Error('No, not who@example.org'), { responseCode: smtp.answer })),
    onData: (stream, { envelope }, callback) => {
      void readAll(stream).then((source) => {
        arrived.push({ to: envelope.rcptTo.map(({ address }) => address), source });
        callback();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const sender = smtpSender({ url: `smtp://127.0.0.1:${port}`, from: 'Wellkept <no-reply@example.org>' });
  const close = async () => {
    sender.close();
    await new Promise<void>((closed) => server.close(() => closed()));
  };
  const smtp: TestSmtp = { sender, arrived, answer: null, close };
  return smtp;
}

export type ReadMail = { headers: Map<string, string>; subject: string; text: string; html: string };

/** What a mail program makes of a letter with two forms (RFC 2045, 2046 and 2047); headers by their name in small letters. */
export function readMail(source: string): ReadMail {
  const [head = '', ...rest] = source.split('\r\n\r\n');
  const headers = headersOf(head);
  const [, boundary = ''] = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '') ?? [];
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`).map(partOf);
  const ofType = (type: string) => parts.find((part) => part.type.startsWith(type))?.content ?? '';
  const subject = wordsOf(headers.get('subject') ?? '');
  return { headers, subject, text: ofType('text/plain'), html: ofType('text/html') };
}

function headersOf(head: string): Map<string, string> {
  const lines = head.replaceAll(/\r\n(?=[ \t])/g, '').split('\r\n');
  return new Map(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
}

function partOf(part: string): { type: string; content: string } {
  const [head = '', ...rest] = part.replace(/^\r\n/, '').split('\r\n\r\n');
  const headers = headersOf(head);
  const body = rest.join('\r\n\r\n').replace(/\r\n$/, '');
  const encoding = headers.get('content-transfer-encoding') ?? '7bit';
  const content =
    encoding === 'base64' ? Buffer.from(body, 'base64').toString() : quotedPrintable(body, encoding);
  return { type: headers.get('content-type') ?? '', content: content.replaceAll('\r\n', '\n') };
}

function quotedPrintable(body: string, encoding: string): string {
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_sign, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

function wordsOf(header: string): string {
  return header
    .replaceAll(/(=\?[^?]+\?[BQ]\?[^?]*\?=)\s+(?==\?)/gi, '$1')
    .replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_word, how: string, text: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString()
        : quotedPrintable(text.replaceAll('_', ' '), 'quoted-printable'),
    );
}
