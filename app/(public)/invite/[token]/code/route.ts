export { postCode as POST } from '@/lib/invitations/invitee-entrance';
