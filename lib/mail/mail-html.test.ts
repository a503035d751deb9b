import { expect, test } from 'vitest';
import { mailHtml } from './mail-html';

test('what people typed stays text, in the title, the body and a link', () => {
  const html = mailHtml({
    subject: '<script>alert(1)</script>',
    bodyText: `Hello,\n\n"><img src=x onerror=alert(1)> & O'Hara\n\nhttps://example.org/a?b=1&c='2'\n`,
  });
  expect(html).not.toMatch(/<(?:script|img)/);
  expect(html).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt; &amp; O&#39;Hara');
  expect(html).toContain('href="https://example.org/a?b=1&amp;c=&#39;2&#39;"');
});

test('only an address of the web becomes a link', () => {
  expect(mailHtml({ subject: 's', bodyText: 'javascript:alert(1)\n\nftp://example.org/' })).not.toContain(
    '<a ',
  );
});

test('a code is set large, once, and a longer number is none', () => {
  const html = mailHtml({ subject: 's', bodyText: 'Your code is 123456\n\nNot 1234567.' });
  expect(html.match(/class="code"/g)).toHaveLength(1);
  expect(html).toContain('<span class="code">123456</span>');
});
