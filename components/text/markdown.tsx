import { createElement, type ReactNode } from 'react';
import { readMarkdown, type Block, type Inline } from '@/lib/text/markdown';

type Props = {
  source: string;
  /** Of the text, which may be another than the page's. */
  lang?: string;
  /** What the text's highest heading is on this page. */
  headingLevel?: 3 | 4;
};

/** Somebody's text with its headings, lists and links. React writes every word of it, so no word becomes markup. */
export function Markdown({ source, lang, headingLevel = 3 }: Props) {
  return (
    <div lang={lang} dir="auto" className="space-y-3 wrap-anywhere">
      {blocks(readMarkdown(source), headingLevel)}
    </div>
  );
}

function blocks(of: Block[], headingLevel: number): ReactNode[] {
  return of.map((block, index) => <BlockOf key={index} block={block} headingLevel={headingLevel} />);
}

function BlockOf({ block, headingLevel }: { block: Block; headingLevel: number }) {
  switch (block.kind) {
    case 'heading':
      return createElement(
        `h${Math.min(6, headingLevel + block.level - 1)}`,
        { className: 'font-semibold' },
        inline(block.of),
      );
    case 'list':
      return createElement(
        block.isOrdered ? 'ol' : 'ul',
        { className: block.isOrdered ? 'list-decimal space-y-1 pl-6' : 'list-disc space-y-1 pl-6' },
        block.items.map((item, index) => <li key={index}>{blocks(item, headingLevel)}</li>),
      );
    case 'quote':
      return (
        <blockquote className="space-y-2 border-l-2 border-line pl-3">
          {blocks(block.of, headingLevel)}
        </blockquote>
      );
    case 'rule':
      return <hr className="border-line" />;
    case 'paragraph':
      return <p className="whitespace-pre-line">{inline(block.of)}</p>;
  }
}

function inline(of: Inline[]): ReactNode[] {
  return of.map((piece, index) => <InlineOf key={index} piece={piece} />);
}

function InlineOf({ piece }: { piece: Inline }) {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'strong':
      return <strong className="font-semibold">{inline(piece.of)}</strong>;
    case 'emphasis':
      return <em>{inline(piece.of)}</em>;
    case 'break':
      return <br />;
    case 'link':
      return (
        <a href={piece.href} rel="noopener noreferrer nofollow" target="_blank" className="link">
          {inline(piece.of)}
        </a>
      );
  }
}
