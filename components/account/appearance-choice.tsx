'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { RadioGroup } from '@/components/ui/radio-group';
import { chooseTheme, THEMES, type Theme } from './preferences';

export function AppearanceChoice({ theme }: { theme: Theme }) {
  const t = useTranslations('account');
  const [chosen, setChosen] = useState(theme);
  return (
    <RadioGroup
      legend={t('appearance')}
      name="appearance"
      value={chosen}
      options={THEMES.map((each) => ({ value: each, label: t(each) }))}
      onChange={(value) => {
        const next = THEMES.find((each) => each === value) ?? 'system';
        chooseTheme(next);
        setChosen(next);
      }}
    />
  );
}
