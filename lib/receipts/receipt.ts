import type { Locale } from '@/lib/i18n/locale';

/**
 * A consent receipt: what was decided, in the fields of ISO/IEC TS 27560:2023 (consent record information structure),
 * carried as the payload of a JWS (RFC 7515, ES256). Ids and the study's own words only; no reading is in it.
 */
export type ReceiptPayload = {
  iss: string;
  jti: string;
  iat: number;
  consent_record: {
    schema_version: '27560:2023';
    record_id: string;
    pii_principal_id: string;
    pii_controllers: { name: string; contact: string }[];
    purposes: {
      purpose: string;
      lawful_basis: 'consent';
      pii_type: string;
      required: boolean;
      reason: string;
    }[];
    privacy_notice: { version: number; request_version: number };
    event: {
      event_type: string;
      event_time: string;
      valid_until: string | null;
      entity_type: 'pii_principal' | 'delegate';
      method: string | null;
    };
  };
};

export type Receipt = {
  decisionId: string;
  jws: string;
  /** Of the kind of data, as patients call it; the receipt itself has the code. */
  plainName: Record<Locale, string>;
  /** Of the key it was signed with; empty for receipts from before keys had names. */
  keyId: string;
  payload: ReceiptPayload;
};

export const RECEIPT_TYPE = 'consent-receipt+jwt';

/** As a JWK (RFC 7517). */
export type ReceiptPublicKey = {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
  kid: string;
  alg: 'ES256';
  use: 'sig';
};

/** What is downloaded as data: the signed form, and what it says, for whoever wants to read it without tools. */
export type ReceiptFile = { receipt: string; says: ReceiptPayload };
