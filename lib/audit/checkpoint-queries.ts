import 'server-only';
import { z } from 'zod';
import { inTransaction, NIL } from '@/lib/db/transaction';
import { AppError } from '@/lib/errors';
import { checkpointNote } from './proof-store';

const CheckpointNumber = z.coerce.number().pipe(z.int().min(1).max(Number.MAX_SAFE_INTEGER));

/**
 * A checkpoint, for anybody: published, so that two people can find out whether they are shown the same history. The only
 * read without a principal beside health: there is nothing of a person in it.
 */
export async function readCheckpoint(id: string | null): Promise<string> {
  const number = id === null ? null : CheckpointNumber.safeParse(id).data;
  if (number === undefined) throw new AppError('INVALID_INPUT', 'Ask for a checkpoint by its number.');
  const note = await inTransaction(NIL, (tx) => checkpointNote(tx, number));
  if (note === null) throw new AppError('NOT_FOUND', 'There is no such checkpoint.');
  return note;
}
