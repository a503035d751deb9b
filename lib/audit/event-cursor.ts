/** A place in the log: the recorded time and the id, which together are one event. */
export type Cursor = { at: string; id: string };

/** Where the next page begins: after this event, in the order of the list. */
export function cursorAfter(event: { at: string; id: string }): string {
  return `${event.at}_${event.id}`;
}
