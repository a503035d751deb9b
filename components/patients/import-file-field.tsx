'use client';
import type { ChangeEvent } from 'react';

/** Below what one request may hold. */
const MOST_BYTES = 800_000;

type Props = { onRead: (text: string) => void; onError: (message: string) => void };

/** Read in the browser. A file that is no UTF-8 text comes from an older spreadsheet and is read as its neighbour. */
export function ImportFileField({ onRead, onError }: Props) {
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    if (file.size > MOST_BYTES) onError('This file is too large. Split it: at most 800 kB at once.');
    else onRead(decoded(await file.arrayBuffer()));
  };
  return (
    <label className="block">
      <span className="font-medium">CSV file</span>
      <input
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        onChange={(event) => void read(event)}
        className="mt-1.5 block w-full text-sm text-ink-2 file:mr-3 file:min-h-9 file:rounded-md file:border file:border-control file:bg-surface file:px-3 file:font-medium file:text-ink"
      />
    </label>
  );
}

function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
