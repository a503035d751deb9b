'use client';
import { CircleUser, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { Initials } from '@/components/ui/initials';
import { useAnnounce } from '@/components/ui/live-region';
import { Menu, type MenuItem } from '@/components/ui/menu';
import { routes } from '@/lib/routes';
import { chooseTheme, THEMES, type Theme } from './preferences';
import { useSignOut } from './use-sign-out';

export type UserMenuTexts = Record<
  'menu' | 'account' | 'appearance' | Theme | 'signOut' | 'signingOut' | 'failed',
  string
>;
type Props = { name: string; theme: Theme; texts: UserMenuTexts; isCompact: boolean };

const ICONS = { light: <Sun aria-hidden />, dark: <Moon aria-hidden />, system: <Monitor aria-hidden /> };

function themeItems(chosen: Theme, texts: UserMenuTexts, choose: (theme: Theme) => void): MenuItem[] {
  return THEMES.map((theme) => ({
    id: theme,
    label: `${texts.appearance}: ${texts[theme]}`,
    icon: ICONS[theme],
    isChecked: theme === chosen,
    onSelect: () => choose(theme),
  }));
}

export function UserMenu({ name, theme, texts, isCompact }: Props) {
  const [chosen, setChosen] = useState(theme);
  const { state, signOut } = useSignOut();
  const announce = useAnnounce();
  const choose = (next: Theme) => {
    chooseTheme(next);
    setChosen(next);
    announce(texts[next]);
  };
  const items: MenuItem[] = [
    { id: 'account', label: texts.account, icon: <CircleUser aria-hidden />, href: routes.account() },
    ...themeItems(chosen, texts, choose),
    { id: 'sign-out', label: texts.signOut, icon: <LogOut aria-hidden />, onSelect: () => void signOut() },
  ];
  const look = isCompact
    ? ({ align: 'end', size: 'md' } as const)
    : ({ align: 'start', size: 'sm', className: 'w-full justify-start' } as const);
  return (
    <>
      <Menu label={texts.menu} items={items} {...look}>
        <Initials name={name} />
        <span className={isCompact ? 'max-sm:sr-only' : 'min-w-0 flex-1 truncate text-left'}>
          {state === 'pending' ? texts.signingOut : name}
        </span>
      </Menu>
      {state === 'failed' && (
        <p role="alert" className="px-2.5 text-sm text-danger">
          {texts.failed}
        </p>
      )}
    </>
  );
}
