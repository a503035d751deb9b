import { CryptoError, type CryptoErrorCode } from './crypto-error';

/** Synchronous cryptography throws errors of its own; the back-ends' interface promises ours. */
export function attempt<T>(code: CryptoErrorCode, work: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    try {
      resolve(work());
    } catch {
      reject(new CryptoError(code, 'refused'));
    }
  });
}
