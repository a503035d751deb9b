import 'client-only';

export type Answer = { ok: true; value: unknown } | { ok: false; status: number; fields: readonly string[] };

/** Posts JSON to one of our own addresses. Status 0: the server was not reached. The page chooses the words. */
export async function postJson(path: string, body: object = {}): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  try {
    const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    const value: unknown = await answer.json();
    return answer.ok ? { ok: true, value } : { ok: false, status: answer.status, fields: fieldsIn(value) };
  } catch {
    return { ok: false, status: 0, fields: [] };
  }
}

function fieldsIn(problem: unknown): string[] {
  const errors: unknown =
    typeof problem === 'object' && problem !== null ? Reflect.get(problem, 'errors') : null;
  return typeof errors === 'object' && errors !== null ? Object.keys(errors) : [];
}

/** A text of an answer; '' when it is missing. */
export function textIn(value: unknown, name: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : '';
  return typeof found === 'string' ? found : '';
}

/** A list of texts of an answer; null when there is none. */
export function textsIn(value: unknown, name: string): string[] | null {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null;
  return Array.isArray(found) ? found.filter((each) => typeof each === 'string') : null;
}
