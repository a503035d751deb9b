/** What came of adding several patients to a study. */
export type Added = { study: { id: string; name: string }; enrolled: number; already: number };
