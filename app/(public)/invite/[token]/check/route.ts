export { postCheck as POST } from '@/lib/invitations/invitee-entrance';
