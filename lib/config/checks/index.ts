import { assuranceChecks } from './assurance';
import { azureChecks } from './azure';
import type { Check } from './check';
import { continuityChecks } from './continuity';
import { dataChecks } from './data';
import { flowChecks } from './flows';
import { hubChecks } from './hub';
import { identityChecks } from './identity';
import { ingressChecks } from './ingress';
import { memberChecks } from './members';
import { moderationChecks } from './moderation';
import { organizationChecks } from './organization';
import { peeringChecks } from './peerings';
import { peopleChecks } from './people';
import { permissionSetChecks } from './permission-sets';
import { profileChecks } from './profile';
import { rangeChecks } from './ranges';
import { regionChecks } from './regions';
import { sessionChecks } from './sessions';
import { supplierAccessChecks } from './supplier-access';
import { supplierChecks } from './suppliers';

export type { Check, CheckContext, DocumentReading } from './check';

/** Every semantic check. */
export const checks: readonly Check[] = [
  ...profileChecks,
  ...regionChecks,
  ...organizationChecks,
  ...rangeChecks,
  ...flowChecks,
  ...sessionChecks,
  ...peeringChecks,
  ...hubChecks,
  ...ingressChecks,
  ...memberChecks,
  ...dataChecks,
  ...continuityChecks,
  ...peopleChecks,
  ...identityChecks,
  ...permissionSetChecks,
  ...moderationChecks,
  ...supplierChecks,
  ...supplierAccessChecks,
  ...azureChecks,
  ...assuranceChecks,
];
