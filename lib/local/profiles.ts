import { join } from 'node:path';

/** Configurations that come with the local cloud. */
export const PROFILES = ['single-account', 'organization'] as const;

export type LocalProfile = (typeof PROFILES)[number];

/** The configuration of a profile, beside this file in the sources and in the package. */
export const profileFile = (profile: LocalProfile): string => join(__dirname, 'profiles', `${profile}.yaml`);
