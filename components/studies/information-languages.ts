export const LANGUAGES = { en: 'English', es: 'Spanish' };
export type Texts = Record<keyof typeof LANGUAGES, string>;
