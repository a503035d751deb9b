import { PlainError } from './plain-error.ts';

type Ending = () => Promise<void> | void;

const endings: Ending[] = [];
let ending: Promise<never> | undefined;

/** Registers what must be undone when the command ends, however it ends. Last in, first out. */
export function atEnd(work: Ending): void {
  endings.push(work);
}

/** Undoes everything and leaves. Safe to call from several places at once: only the first call counts. */
export function endWith(code: number): Promise<never> {
  ending ??= undoAll().then(() => process.exit(code));
  return ending;
}

async function undoAll(): Promise<void> {
  for (let work = endings.pop(); work; work = endings.pop()) {
    try {
      await work();
    } catch (error) {
      console.error(error);
    }
  }
}

/**
 * Runs a command's main function and everything around it: signals, the parent's death, sentences instead of
 * stacks, and the endings. `onSignal` is the exit code of somebody who stops it on purpose.
 */
export async function runCommand(main: () => Promise<number>, onSignal = 130): Promise<never> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void endWith(onSignal));
  process.on('disconnect', () => void endWith(onSignal));
  process.channel?.unref();
  try {
    return await endWith(await main());
  } catch (error) {
    // What a stop interrupts fails in its own way; the stop is what matters then.
    if (ending) return ending;
    console.error(error instanceof PlainError ? error.message : error);
    return endWith(1);
  }
}
