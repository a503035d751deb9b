'use client';
import { useRouter } from 'next/navigation';
import { useRef, useState, type KeyboardEvent } from 'react';
import { treeStep, typedLine, type TreeLine } from '@/lib/organizations/tree-rows';
import { routes } from '@/lib/routes';

const TYPING_MS = 700;

/** The line that the keys act on, and what they do. */
export function useTreeKeys(
  organizationId: string,
  lines: TreeLine[],
  toggle: (id: string, isOpen: boolean) => void,
  reveal: (index: number) => void,
) {
  const router = useRouter();
  const [activeId, setActiveId] = useState<string | null>(null);
  const typed = useRef({ text: '', at: 0 });
  const at = Math.max(
    0,
    lines.findIndex(({ node }) => node.id === activeId),
  );
  const moveTo = (index: number) => {
    setActiveId(lines[index]?.node.id ?? null);
    reveal(index);
  };
  const byLetter = (key: string): number | null => {
    const now = Date.now();
    const text = now - typed.current.at < TYPING_MS ? typed.current.text + key : key;
    typed.current = { text, at: now };
    return typedLine(text, text.length > 1 ? at - 1 : at, lines);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const line = lines[at];
    const step = treeStep(event.key, at, lines);
    const letter = event.key.length === 1 && event.key !== ' ' ? byLetter(event.key) : null;
    if (step && 'to' in step) moveTo(step.to);
    else if (step) toggle('open' in step ? step.open : step.close, 'open' in step);
    else if ((event.key === 'Enter' || event.key === ' ') && line)
      router.push(routes.treeNode(organizationId, line.node.id));
    else if (letter !== null) moveTo(letter);
    else return;
    event.preventDefault();
  };
  return { at, onKeyDown, moveTo };
}
