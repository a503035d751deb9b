import 'server-only';
import { z } from 'zod';
import { command } from '@/lib/command';
import { LOCALES } from '@/lib/i18n/locale';
import { setLocale } from './account-store';
import { accountTarget } from './account-target';
import { setDeviceMail } from './security-store';

export const changeLocale = command({
  name: 'account.change-locale',
  input: z.object({ locale: z.enum(LOCALES) }),
  permission: 'account.manage',
  target: (_tx, _input, { userId }) => Promise.resolve(accountTarget(userId)),
  run: async ({ tx, input: { locale }, target: { userId } }) => {
    await setLocale(tx, userId, locale);
    return {
      value: { locale },
      event: { type: 'account.changed', resource: { kind: 'account', id: userId } },
    };
  },
});

/** Letters about the account itself cannot be switched off. */
export const changeMailPreference = command({
  name: 'account.change-mail-preference',
  input: z.object({ onNewDevice: z.boolean() }),
  permission: 'account.manage',
  target: (_tx, _input, { userId }) => Promise.resolve(accountTarget(userId)),
  run: async ({ tx, input: { onNewDevice }, target: { userId } }) => {
    await setDeviceMail(tx, userId, onNewDevice);
    return { value: null, event: { type: 'account.changed', resource: { kind: 'account', id: userId } } };
  },
});
