'use client';
import { useEffect, useState } from 'react';

/** Four light modules around the code: without them many phones do not find it. */
const QUIET = 4;

type Matrix = { size: number; path: string };

async function matrixOf(text: string): Promise<Matrix> {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const cells: string[] = [];
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; x += 1)
      if (modules.get(x, y)) cells.push(`M${x + QUIET} ${y + QUIET}h1v1h-1z`);
  return { size: modules.size + 2 * QUIET, path: cells.join('') };
}

/** Dark on light in both themes, because that is what cameras read. Made in the browser: no address leaves it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [matrix, setMatrix] = useState<Matrix | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void matrixOf(text).then((made) => isCurrent && setMatrix(made));
    return () => {
      isCurrent = false;
    };
  }, [text]);
  if (!matrix) return <div aria-hidden className="size-48 animate-pulse rounded-lg bg-sunken" />;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${matrix.size} ${matrix.size}`}
      shapeRendering="crispEdges"
      className="size-48 rounded-lg"
    >
      <rect width={matrix.size} height={matrix.size} fill="#ffffff" />
      <path d={matrix.path} fill="#000000" />
    </svg>
  );
}
