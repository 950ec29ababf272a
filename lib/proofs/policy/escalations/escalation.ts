import type { Attack } from '../attack';

/** A published way to more rights than were given. */
export type Escalation = Attack & Required<Pick<Attack, 'sources'>>;

/** A path as pathfinding.cloud numbers it. */
export const pathfinding = (id: string): string => `https://pathfinding.cloud/paths/${id}`;

/** The list with which it began: paths by IAM itself and by roles passed to services. */
export const RHINO = 'https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation';

/** Paths by services that came later. */
export const RHINO_LATER = 'https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation-part-2/';

/** A collection of them, with what they need. */
export const HACKING_THE_CLOUD = 'https://hackingthe.cloud/aws/exploitation/iam_privilege_escalation/';

/** What boundaries are, and how they may be lost. */
export const BOUNDARIES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html';
