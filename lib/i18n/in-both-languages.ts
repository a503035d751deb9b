type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** Keeps the English texts as they are for their types, and makes the Spanish ones have exactly the same keys. */
export function inBothLanguages<const T>(en: T, es: NoInfer<Texts<T>>): { en: T; es: Texts<T> } {
  return { en, es };
}
