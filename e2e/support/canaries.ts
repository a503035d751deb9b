/** A secret that must not be found, and where it came from. */
export type Canary = { what: string; bytes: Buffer };

export type Find = { what: string; form: string; where: string };

/** The shortest secret that is looked for: four bytes turn up by chance. */
const SHORTEST = 12;

/** Every way in which a secret is likely to be written. Texts are looked for as they are and as bytes. */
function formsOf({ bytes }: Canary): [string, string][] {
  const base64 = bytes.toString('base64');
  const forms: [string, string][] = [
    ['hex', bytes.toString('hex')],
    ['hex, upper case', bytes.toString('hex').toUpperCase()],
    // Inside a longer text the last characters also depend on what follows; and wherever the text begins.
    ...[0, 1, 2].map((shift): [string, string] => [
      `base64, shifted by ${shift}`,
      shiftedBase64(bytes, shift),
    ]),
    ['percent-encoded', encodeURIComponent(bytes.toString('latin1'))],
    // JWK writes d as base64url without padding, PEM breaks base64 at 64 characters: both are matched after unfolding.
    ['whole base64', base64.replace(/=+$/, '')],
  ];
  const text = bytes.toString('utf8');
  if (/^[\x20-\x7e]+$/.test(text))
    forms.push(['as it is', text], ['form-encoded', text.replaceAll(' ', '+')]);
  return forms;
}

/** What every base64 text of something that holds these bytes has in it, when they begin at `shift` modulo 3. */
function shiftedBase64(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const isWhole = (bytes.length + shift) % 3 === 0;
  return text.slice(shift === 0 ? 0 : shift + 1, isWhole ? undefined : -1);
}

/** One alphabet for base64 and base64url, and lines joined as in PEM and wrapped JSON. */
const unfolded = (text: string) =>
  text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/\\?\\n|[\r\n]/g, '');

/** Looks for secrets in whatever left or stayed somewhere. */
export class CanarySearch {
  readonly #forms: { what: string; form: string; needle: string; folded: string }[];
  readonly #raw: Canary[];

  constructor(canaries: Canary[]) {
    this.#raw = canaries.filter(({ bytes }) => bytes.length >= SHORTEST);
    this.#forms = this.#raw.flatMap((canary) =>
      formsOf(canary).map(([form, needle]) => ({
        what: canary.what,
        form,
        needle,
        folded: unfolded(needle),
      })),
    );
  }

  get size(): number {
    return this.#raw.length;
  }

  in(content: string | Buffer, where: string): Find[] {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const text = bytes.toString('latin1');
    const folded = unfolded(text);
    const raw = this.#raw
      .filter((canary) => bytes.includes(canary.bytes))
      .map(({ what }) => ({ what, form: 'bytes', where }));
    const written = this.#forms
      .filter(({ needle, folded: other }) => text.includes(needle) || folded.includes(other))
      .map(({ what, form }) => ({ what, form, where }));
    return [...raw, ...written];
  }
}
