export { postAcceptance as POST } from '@/lib/invitations/invitee-entrance';
