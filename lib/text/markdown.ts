import { marked, type Token, type Tokens } from 'marked';

/**
 * What a text of people may hold: paragraphs, headings, lists, emphasis, quotes and links. It is a tree of words and never
 * markup: HTML in the source is text, a picture is its description, and a link that is no web, mail or phone address is none.
 */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'emphasis'; of: Inline[] }
  | { kind: 'link'; href: string; of: Inline[] }
  | { kind: 'break' };
export type Block =
  | { kind: 'paragraph'; of: Inline[] }
  | { kind: 'heading'; level: number; of: Inline[] }
  | { kind: 'list'; isOrdered: boolean; items: Block[][] }
  | { kind: 'quote'; of: Block[] }
  | { kind: 'rule' };

/** Deeper than people write; what lies below is left out, so that no text can exhaust the stack. */
const DEEPEST = 12;
const SAFE_LINK = /^(?:https?:\/\/|mailto:|tel:)[^\s\p{Cc}]+$/iu;

export function readMarkdown(source: string): Block[] {
  return blocksOf(marked.lexer(flattened(source), { gfm: true }), 0);
}

/** The lexer calls itself for each quote or list inside another: too many of them are no text that anybody wrote. */
function flattened(source: string): string {
  return source.replace(/^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])[ \t]*){13,}/gmu, '');
}

function blocksOf(tokens: readonly Token[], depth: number): Block[] {
  return depth > DEEPEST ? [] : tokens.flatMap((token) => blockOf(token, depth));
}

function blockOf(token: Token, depth: number): Block[] {
  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'heading':
      return [{ kind: 'heading', level: (token as Tokens.Heading).depth, of: inlineOf(token, depth) }];
    case 'hr':
      return [{ kind: 'rule' }];
    case 'list':
      return [listOf(token as Tokens.List, depth)];
    case 'blockquote':
      return [{ kind: 'quote', of: blocksOf((token as Tokens.Blockquote).tokens, depth + 1) }];
    case 'paragraph':
    case 'text':
      return [{ kind: 'paragraph', of: inlineOf(token, depth) }];
    default:
      // HTML, code and tables: shown as they were written.
      return [{ kind: 'paragraph', of: [{ kind: 'text', text: token.raw.trim() }] }];
  }
}

function listOf({ ordered, items }: Tokens.List, depth: number): Block {
  return { kind: 'list', isOrdered: ordered, items: items.map(({ tokens }) => blocksOf(tokens, depth + 1)) };
}

function inlineOf(token: Token, depth: number): Inline[] {
  if (depth > DEEPEST) return [];
  const inner = 'tokens' in token ? token.tokens : undefined;
  if (!inner) return [{ kind: 'text', text: decoded('text' in token ? String(token.text) : token.raw) }];
  return inner.flatMap((each) => oneInline(each, depth + 1));
}

function oneInline(token: Token, depth: number): Inline[] {
  switch (token.type) {
    case 'strong':
      return [{ kind: 'strong', of: inlineOf(token, depth) }];
    case 'em':
      return [{ kind: 'emphasis', of: inlineOf(token, depth) }];
    case 'del':
      return inlineOf(token, depth);
    case 'br':
      return [{ kind: 'break' }];
    case 'link':
      return linkOf(token as Tokens.Link, depth);
    case 'image':
      return [{ kind: 'text', text: (token as Tokens.Image).text }];
    case 'html':
      return [{ kind: 'text', text: token.raw }];
    default:
      return inlineOf(token, depth);
  }
}

function linkOf(token: Tokens.Link, depth: number): Inline[] {
  const of = inlineOf(token, depth);
  return SAFE_LINK.test(token.href) ? [{ kind: 'link', href: token.href, of }] : of;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

/** The few character names that people know from other editors; the rest stays as it was typed. */
function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => NAMED[name] ?? whole);
}
