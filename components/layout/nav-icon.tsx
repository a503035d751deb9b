import {
  Activity,
  Bell,
  Building2,
  CalendarClock,
  CircleHelp,
  ClipboardList,
  Database,
  Eye,
  HeartPulse,
  History,
  House,
  KeyRound,
  Library,
  ListTodo,
  Mail,
  Network,
  Plug,
  ScrollText,
  Settings,
  Share2,
  ShieldCheck,
  TriangleAlert,
  User,
  UsersRound,
} from 'lucide-react';

const ICONS = {
  home: House,
  patients: HeartPulse,
  studies: ClipboardList,
  data: Activity,
  audit: ScrollText,
  people: UsersRound,
  clients: Plug,
  settings: Settings,
  tree: Network,
  alerts: TriangleAlert,
  organizations: Building2,
  sources: Database,
  catalogue: Library,
  retention: CalendarClock,
  jobs: ListTodo,
  mail: Mail,
  health: HeartPulse,
  share: Share2,
  views: Eye,
  history: History,
  help: CircleHelp,
  keys: KeyRound,
  security: ShieldCheck,
  notifications: Bell,
  user: User,
};

export type NavIconName = keyof typeof ICONS;
export type NavItem = { href: string; label: string; icon: NavIconName; count?: number };

/** Icons by name, because a layout on the server cannot hand a component to one in the browser. */
export function NavIcon({ name, className }: { name: NavIconName; className?: string }) {
  const Icon = ICONS[name];
  return <Icon aria-hidden className={className} />;
}
