import { z } from 'zod';

/** What one upload may hold; docs/api.md names the same numbers. */
export const MOST_OBSERVATIONS = 5_000;
export const LARGEST_BODY = 8 * 1024 * 1024;
const LARGEST_CONTENT = 64 * 1024;
const LONGEST_LEAD_MS = 24 * 3_600_000;

/**
 * Ids are the bytes that the sender bound its ciphertexts to, and the database gives them back in lower case: another case
 * would be accepted here and could never be opened.
 */
const Uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'Write a UUID in lower case.');

/** Printable text only: a control character has no place in a name and NUL none in PostgreSQL. */
const Name = z.string().regex(/^[^\p{C}]{1,120}$/u, 'Write the id or the name of a data source.');

const base64 = (largest: number) =>
  z
    .string()
    .min(4)
    .max(Math.ceil(largest / 3) * 4);

const EffectiveAt = z.iso
  .datetime({ offset: true, message: 'Write an ISO 8601 time with its offset.' })
  .refine((text) => isPlausible(new Date(text).getTime()), 'This time is not between 1900 and tomorrow.');

function isPlausible(time: number): boolean {
  return time >= Date.UTC(1900, 0) && time <= Date.now() + LONGEST_LEAD_MS;
}

const Scope = z
  .string()
  .regex(/^[a-z0-9:.-]{3,120}$/, 'Write a scope code, for example omh:blood-glucose:4.0.');

const Dek = z.strictObject({
  dekRef: Uuid,
  scope: Scope,
  tinkKeyId: z.int().min(1).max(0xffffffff),
  encryptedDek: base64(1_024),
});

const Observation = z.strictObject({
  id: Uuid,
  scope: Scope,
  dataSourceId: Name,
  effectiveAt: EffectiveAt,
  dekRef: Uuid.optional(),
  encryptedContent: base64(LARGEST_CONTENT),
});

/** The body of an upload. Sizes and forms only; prepared-upload.ts looks into the bytes. */
export const Upload = z.strictObject({
  clientBatchId: Uuid,
  deviceSignature: base64(512).optional(),
  deks: z.array(Dek).min(1).max(MOST_OBSERVATIONS),
  observations: z.array(Observation).min(1).max(MOST_OBSERVATIONS),
});
export type Upload = z.output<typeof Upload>;

export const DataGroupId = Uuid;
