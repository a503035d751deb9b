import { AppError, type ErrorCode } from '@/lib/errors';
import type { LayerName } from './policy';

/** A refusal that only the work itself can see, under its locks. It is on record with its layer, like the policy's own. */
export class LateRefusal extends AppError {
  readonly layer: LayerName;

  constructor(layer: LayerName, code: ErrorCode, message: string) {
    super(code, message);
    this.layer = layer;
  }
}
