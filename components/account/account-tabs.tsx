import { Tabs } from '@/components/ui/tabs';
import { currentTranslator } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';

export async function AccountTabs() {
  const t = await currentTranslator('security');
  const tabs = [
    { href: routes.account(), label: t('profile') },
    { href: routes.security(), label: t('security') },
    { href: routes.notifications(), label: t('notifications') },
    { href: routes.appearance(), label: t('appearance') },
  ];
  return <Tabs label={t('tabs')} tabs={tabs} />;
}
