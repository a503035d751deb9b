import 'server-only';
import { AppError, type ErrorCode } from './errors';
import { errorMessages, type SaidKey } from './i18n/messages/error-messages';

/** A failure that patients meet too: said by the catalogue, so that each reads it in their language. Programs get English. */
export class SaidError extends AppError {
  readonly said: SaidKey;
  readonly saidOfFields: Record<string, SaidKey>;

  constructor(code: ErrorCode, said: SaidKey, saidOfFields: Record<string, SaidKey> = {}) {
    const fields = Object.entries(saidOfFields).map(([field, key]): [string, string[]] => [
      field,
      [errorMessages.en[key]],
    ]);
    super(code, errorMessages.en[said], fields.length > 0 ? Object.fromEntries(fields) : undefined);
    this.said = said;
    this.saidOfFields = saidOfFields;
  }
}
