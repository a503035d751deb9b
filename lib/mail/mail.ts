export type Mail = { id: string; toAddress: string; subject: string; bodyText: string; createdAt: string };

/** A letter's text, cut where its addresses begin and end, so that a page can make links of them. */
export type MailPart = { text: string; isLink: boolean };

export function partsOf(bodyText: string): MailPart[] {
  return bodyText
    .split(/(https?:\/\/[^\s<>"]+)/)
    .filter((text) => text !== '')
    .map((text) => ({ text, isLink: /^https?:\/\//.test(text) }));
}

/** "m…@example.org": enough to see which server letters go to. */
export function addressAtAGlance(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, 1)}…${at < 0 ? '' : address.slice(at)}`;
}
