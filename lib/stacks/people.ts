import type { LandingZoneConfig } from '../config/schema';

/** Who is told when something is wrong: the people on call, or the owner where no roster is configured. */
export function alertEmails({ onCall, contacts, owner }: LandingZoneConfig): readonly string[] {
  const names = onCall ? [onCall.primary, onCall.deputy] : [];
  const emails = contacts.filter(({ name }) => names.includes(name)).map(({ email }) => email);
  return emails.length > 0 ? [...new Set(emails)] : [owner];
}
