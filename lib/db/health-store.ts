import 'server-only';
import { reportBug } from '@/lib/log';
import { prisma } from './client';

/** Whether the application's own role can ask something, within the statement timeout. */
export async function databaseAnswers(): Promise<boolean> {
  try {
    await prisma().$queryRaw`SELECT 1 FROM user_account LIMIT 1`;
    return true;
  } catch (error) {
    reportBug(error, { where: 'readiness' });
    return false;
  }
}
