import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { readMarkdown } from '@/lib/text/markdown';
import { Markdown } from './markdown';

const html = (source: string) => renderToStaticMarkup(<Markdown source={source} />);

describe('what people write', () => {
  test('headings, lists, emphasis and links', () => {
    const made = html(
      '# What we do\n\nWe **measure** _sugar_.\n\n- one\n- two\n\n[Ask](mailto:a@example.org)',
    );
    expect(made).toContain('<h3 class="font-semibold">What we do</h3>');
    expect(made).toContain('<strong class="font-semibold">measure</strong> <em>sugar</em>');
    expect(made).toMatch(/<ul[^>]*><li><p[^>]*>one<\/p><\/li><li>/);
    expect(made).toContain('href="mailto:a@example.org"');
  });

  test('a plain text of several lines stays what it was', () => {
    expect(html('One line.\nAnother & more, 3 < 4.')).toContain('One line.\nAnother &amp; more, 3 &lt; 4.');
  });

  test('the highest heading is the page’s third, and the lowest the sixth', () => {
    expect(html('###### Small')).toContain('<h6');
  });
});

/** Each would run a script or fetch something in a renderer that lets HTML or any address through. */
const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'a <b onmouseover=alert(1)>b</b>',
  '<svg/onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert(1))',
  '[a](java\tscript:alert(1))',
  '[a](&#106;avascript:alert(1))',
  '[a](data:text/html;base64,PHNjcmlwdD4=)',
  '[a](vbscript:msgbox(1))',
  '[a](//evil.example/x)',
  '![a](javascript:alert(1))',
  '![a](https://evil.example/pixel.png)',
  '<javascript:alert(1)>',
  '[a]: javascript:alert(1)\n\n[a]',
  '```html\n<script>alert(1)</script>\n```',
  '<!-- --><script>alert(1)</script>',
  '</div></main><form action="https://evil.example">',
  '[a](https://ok.example" onclick="alert(1))',
  '| a |\n|---|\n| <img src=x onerror=alert(1)> |',
];
const ALLOWED = /^<\/?(?:div|p|h[3-6]|ul|ol|li|blockquote|strong|em|a|hr|br)(?: [^<>]*)?\/?>$/;

function expectHarmless(source: string): void {
  const made = html(source);
  for (const tag of made.match(/<[^>]*>/g) ?? []) {
    expect(tag).toMatch(ALLOWED);
    expect(tag).not.toMatch(/\s(?:on\w+|style|src|srcdoc|formaction)\s*=/i);
  }
  for (const [, href = ''] of made.matchAll(/href="([^"]*)"/g))
    expect(href).toMatch(/^(?:https?:\/\/|mailto:|tel:)/i);
}

describe('what somebody may try', () => {
  test.each(ATTACKS)('%s', expectHarmless);

  test('any mix of them', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(...ATTACKS),
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('\n', '> ', '- ', '**', '[', '](', ')', '<', '"'),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(pieces, (parts) => expectHarmless(parts.join(''))),
      { numRuns: 500 },
    );
  });

  test('thousands of quotes or lists in one another end in words, soon', () => {
    for (const sign of ['> ', '- ', '1. ', '>', '**', '[', '*a ']) {
      const started = Date.now();
      readMarkdown(sign.repeat(10_000 / sign.length) + 'end');
      expect(Date.now() - started).toBeLessThan(2_000);
    }
  });
});
