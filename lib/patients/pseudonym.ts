/** No letter that is taken for a figure (Crockford). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * "P-7F3KQ2M9": what stands for a patient's name while names are hidden. The same on every screen and every day, and nothing of
 * the person is in it: it is the beginning of the record's random id. A screen is what it protects, not the address of a page.
 */
export function pseudonymOf(patientId: string): string {
  const bits = BigInt(`0x${patientId.replaceAll('-', '').slice(0, 10)}`);
  const letters = Array.from(
    { length: 8 },
    (_, place) => LETTERS[Number((bits >> BigInt(35 - 5 * place)) & 31n)],
  );
  return `P-${letters.join('')}`;
}
