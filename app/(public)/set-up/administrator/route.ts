export { postAdministrator as POST } from '@/lib/installation/set-up-entrance';
