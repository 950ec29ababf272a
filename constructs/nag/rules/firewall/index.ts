import type { Rule } from '../../rule';
import { firewallDomainAllowList } from './firewall-domain-allow-list';
import { firewallEveryZone } from './firewall-every-zone';
import { firewallIntrusionDrop } from './firewall-intrusion-drop';
import { firewallLogged } from './firewall-logged';
import { firewallSignatureSource } from './firewall-signature-source';
import { firewallStrictDefaultDrop } from './firewall-strict-default-drop';
import { hostRuntimeSensor } from './host-runtime-sensor';
import { threatDetectorComplete } from './threat-detector-complete';
import { threatFindingsKept } from './threat-findings-kept';
import { threatFindingsTold } from './threat-findings-told';

export const firewallRules: readonly Rule[] = [
  firewallDomainAllowList,
  firewallEveryZone,
  firewallIntrusionDrop,
  firewallLogged,
  firewallSignatureSource,
  firewallStrictDefaultDrop,
  hostRuntimeSensor,
  threatDetectorComplete,
  threatFindingsKept,
  threatFindingsTold,
];
