import { assuranceChecks } from './assurance';
import { azureChecks } from './azure';
import type { Check } from './check';
import { continuityChecks } from './continuity';
import { dataChecks } from './data';
import { flowChecks } from './flows';
import { hubChecks } from './hub';
import { identityChecks } from './identity';
import { organizationChecks } from './organization';
import { peopleChecks } from './people';
import { permissionSetChecks } from './permission-sets';
import { profileChecks } from './profile';
import { rangeChecks } from './ranges';
import { regionChecks } from './regions';
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
  ...hubChecks,
  ...dataChecks,
  ...continuityChecks,
  ...peopleChecks,
  ...identityChecks,
  ...permissionSetChecks,
  ...supplierChecks,
  ...supplierAccessChecks,
  ...azureChecks,
  ...assuranceChecks,
];
