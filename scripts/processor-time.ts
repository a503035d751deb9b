import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** Seconds of processor time that this process's children have used, theirs included; null where there is no /proc. */
export function childrenProcessorSeconds(): number | null {
  const processes = processTable();
  if (processes.size === 0) return null;
  let ticks = 0;
  for (const [pid, { ticks: own }] of processes) if (isBelowThis(pid, processes)) ticks += own;
  return ticks / TICKS_PER_SECOND;
}

type Table = Map<number, { parent: number; ticks: number }>;

function isBelowThis(pid: number, processes: Table): boolean {
  for (let at = processes.get(pid)?.parent; at; at = processes.get(at)?.parent)
    if (at === process.pid) return true;
  return false;
}

/** /proc/<pid>/stat: after the name in brackets come state, parent, and at places 11 and 12 user and system time. */
function processTable(): Table {
  const table: Table = new Map();
  for (const pid of numbersIn('/proc')) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      table.set(pid, { parent: fields[1] ?? 0, ticks: (fields[11] ?? 0) + (fields[12] ?? 0) });
    } catch {
      // It ended meanwhile.
    }
  }
  return table;
}

function numbersIn(folder: string): number[] {
  try {
    return readdirSync(folder).map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}
