'use client';
import { useTranslations } from 'use-intl';
import { chooseDensity, DENSITIES, useDensity } from '@/components/data-table/density';
import { RadioGroup } from '@/components/ui/radio-group';

/** Remembered on this device, like the menu in each table. */
export function DensityChoice() {
  const t = useTranslations('security');
  const density = useDensity();
  return (
    <RadioGroup
      legend={t('density')}
      name="density"
      value={density}
      options={DENSITIES.map((value) => ({ value, label: t(value) }))}
      onChange={(value) => chooseDensity(DENSITIES.find((each) => each === value) ?? 'default')}
    />
  );
}
