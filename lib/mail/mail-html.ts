/**
 * The one template of every letter: its text, with what is written alone in a paragraph drawn for what it is. A link becomes
 * a button, a code is set large. Everything is escaped here and nowhere else, so that a name in a letter stays a name.
 */
export function mailHtml({ subject, bodyText }: { subject: string; bodyText: string }): string {
  const paragraphs = bodyText
    .trim()
    .split(/\n{2,}/)
    .map(paragraphHtml);
  return [
    '<!doctype html>',
    '<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escaped(subject)}</title>`,
    `<style>${STYLE}</style></head>`,
    `<body><main>${paragraphs.join('\n')}</main></body></html>`,
    '',
  ].join('\n');
}

/** Colours without six digits in a row: those would look like a code to mail_forgotten(). */
const STYLE = [
  'body{margin:0;padding:24px;background:#f6f7f9;color:#112;font:16px/1.5 system-ui,sans-serif}',
  'main{display:block;max-width:560px;margin:0 auto;padding:24px;background:#fff;border:1px solid #e3e6ea;border-radius:8px}',
  'p{margin:0 0 16px;overflow-wrap:anywhere}',
  'a{color:#1d4ed8}',
  '.button{display:inline-block;padding:10px 18px;border-radius:6px;background:#1d4ed8;color:#fff;font-weight:600}',
  '.plain{font-size:13px;color:#4b5563}',
  '.code{font:600 24px/1.4 ui-monospace,monospace;letter-spacing:.15em}',
].join('');

const ADDRESS = /^https?:\/\/[^\s<>"]+$/;

function paragraphHtml(paragraph: string): string {
  if (ADDRESS.test(paragraph)) {
    const address = escaped(paragraph);
    const { host } = new URL(paragraph);
    return (
      `<p><a class="button" href="${address}">${escaped(host)}</a></p>` +
      `<p class="plain"><a href="${address}">${address}</a></p>`
    );
  }
  const lines = escaped(paragraph).replaceAll('\n', '<br>');
  return `<p>${lines.replace(/(?<!\d)(\d{6})(?!\d)/g, '<span class="code">$1</span>')}</p>`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}
