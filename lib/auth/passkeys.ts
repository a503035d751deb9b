import 'server-only';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { env } from '@/lib/env';
import type { NewPasskey, StoredPasskey } from './factor-store';

const party = () => {
  const { origin, hostname } = new URL(env().APP_ORIGIN);
  return { expectedOrigin: origin, expectedRPID: hostname };
};

const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
const Text = z.string().max(10_000);

/** Of what the browser sends only this is read; the library checks the rest, signature and origin included. */
const common = {
  id: Text,
  rawId: Text,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
};
export const Registration = z.object({
  ...common,
  response: z.object({
    clientDataJSON: Text,
    attestationObject: Text,
    transports: z.array(z.string()).max(10).optional(),
  }),
});
export const Assertion = z.object({
  ...common,
  response: z.object({
    clientDataJSON: Text,
    authenticatorData: Text,
    signature: Text,
    userHandle: Text.optional(),
  }),
});

const listed = ({ credentialId, transports }: Pick<StoredPasskey, 'credentialId' | 'transports'>) => ({
  id: credentialId,
  transports: transports as AuthenticatorTransport[],
});

type Account = { id: string; name: string; email: string };

export function registrationOptions(
  { id, name, email }: Account,
  keys: StoredPasskey[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: 'Wellkept',
    rpID: party().expectedRPID,
    userID: new TextEncoder().encode(id),
    userName: email,
    userDisplayName: name,
    attestationType: 'none',
    excludeCredentials: keys.map(listed),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
  });
}

/** The new passkey; null when the answer is not right. */
export async function checkedRegistration(
  response: z.output<typeof Registration>,
  expectedChallenge: string,
): Promise<Omit<NewPasskey, 'name'> | null> {
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON,
    expectedChallenge,
    ...party(),
    requireUserVerification: false,
  }).catch(() => ({ verified: false, registrationInfo: undefined }));
  if (!verified || !registrationInfo) return null;
  const { id, publicKey, counter } = registrationInfo.credential;
  const named: readonly string[] = response.response.transports ?? [];
  const transports = TRANSPORTS.filter((each) => named.includes(each));
  return { credentialId: id, publicKey: new Uint8Array(publicKey), signCount: counter, transports };
}

export function assertionOptions(keys: StoredPasskey[]): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: party().expectedRPID,
    allowCredentials: keys.map(listed),
    userVerification: 'preferred',
  });
}

/** The new sign count; null when the answer is not right, or a copy of the passkey answered before. */
export async function checkedAssertion(
  response: z.output<typeof Assertion>,
  expectedChallenge: string,
  { credentialId, publicKey, signCount, transports }: StoredPasskey,
): Promise<number | null> {
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: response as AuthenticationResponseJSON,
    expectedChallenge,
    ...party(),
    credential: { ...listed({ credentialId, transports }), publicKey, counter: signCount },
    requireUserVerification: false,
  }).catch(() => ({ verified: false, authenticationInfo: undefined }));
  return verified && authenticationInfo ? authenticationInfo.newCounter : null;
}
