import type { NextRequest } from 'next/server';
import { answering } from '@/lib/api/route';
import { csrfToken, startSessionFrom } from '@/lib/auth/sign-in-request';
import { AppError } from '@/lib/errors';

type Context = { params: Promise<{ nextauth: string[] }> };

/** Of next-auth's own addresses only these two are open: the form's token, and the sign-in itself. */
async function isOpen(path: string, { params }: Context): Promise<boolean> {
  return (await params).nextauth.join('/') === path;
}

export function GET(request: NextRequest, context: Context): Promise<Response> {
  return answering('session.token', async () => {
    if (!(await isOpen('csrf', context))) throw new AppError('NOT_FOUND', 'Not found.');
    return csrfToken(request, context);
  });
}

export function POST(request: NextRequest, context: Context): Promise<Response> {
  return answering('session.start', async () => {
    if (!(await isOpen('callback/credentials', context))) throw new AppError('NOT_FOUND', 'Not found.');
    return startSessionFrom(request, context);
  });
}
