import NextLink from 'next/link';
import type { ComponentProps, ComponentType } from 'react';

type Props = Omit<ComponentProps<typeof NextLink>, 'href'> & { href: string };

/** A link to a page of ours. Shells and tables get their addresses as data, which the route types cannot follow. */
export const Link = NextLink as ComponentType<Props>;
