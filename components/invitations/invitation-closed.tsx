import { LanguageSwitch } from '@/components/account/language-switch';
import { AuthLayout } from '@/components/layout/auth-layout';
import { ButtonLink } from '@/components/ui/button';
import { currentTranslator } from '@/lib/i18n/translator';
import type { Preview, Standing } from '@/lib/invitations/invitation';
import { routes } from '@/lib/routes';

const WORDS = {
  accepted: ['acceptedTitle', 'acceptedText'],
  revoked: ['revokedTitle', 'revokedText'],
  expired: ['expiredTitle', 'expiredText'],
  'study-closed': ['studyClosedTitle', 'studyClosedText'],
  open: ['unknownTitle', 'unknownText'],
} as const satisfies Record<Standing, readonly [string, string]>;

/** A link that leads nowhere any more says why and what to do next; it tells nothing of what it once offered. */
export async function InvitationClosed({ preview }: { preview: Preview | null }) {
  const t = await currentTranslator('invitation');
  const [title, text] = WORDS[preview?.standing ?? 'open'];
  return (
    <AuthLayout
      title={t(title)}
      width="md"
      isPatient
      skipLabel={t('skip')}
      footer={
        <span className="flex justify-center">
          <LanguageSwitch />
        </span>
      }
    >
      <div className="space-y-4">
        <p>{t(text)}</p>
        {preview && preview.standing !== 'accepted' && (
          <p>
            <bdi>
              {preview.organizationContact
                ? t('ask', { organization: preview.organizationName, contact: preview.organizationContact })
                : t('askWithout', { organization: preview.organizationName })}
            </bdi>
          </p>
        )}
        <ButtonLink
          href={routes.signIn()}
          variant={preview?.standing === 'accepted' ? 'primary' : 'secondary'}
        >
          {t('signIn')}
        </ButtonLink>
      </div>
    </AuthLayout>
  );
}
