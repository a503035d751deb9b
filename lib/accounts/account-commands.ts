import 'server-only';
import { z } from 'zod';
import { command } from '@/lib/command';
import { LOCALES } from '@/lib/i18n/locale';
import { ChangeMailPreference } from './account-schema';
import { setLocale } from './account-store';
import { accountTarget } from './account-target';
import { setMailPreference } from './security-store';

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

export const changeMailPreference = command({
  name: 'account.change-mail-preference',
  input: ChangeMailPreference,
  permission: 'account.manage',
  target: (_tx, _input, { userId }) => Promise.resolve(accountTarget(userId)),
  run: async ({ tx, input: { kind, wants }, target: { userId } }) => {
    await setMailPreference(tx, userId, kind, wants);
    return { value: null, event: { type: 'account.changed', resource: { kind: 'account', id: userId } } };
  },
});
