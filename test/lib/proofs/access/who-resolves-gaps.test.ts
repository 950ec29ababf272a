import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unitsOf } from '../../../../lib/config';
import { accountFor } from '../../../../lib/config/accounts';
import { AccessEstate } from '../../../../lib/proofs/access/access-estate';
import { actionNamed } from '../../../../lib/proofs/access/catalogue';
import { whoCan } from '../../../../lib/proofs/access/who-can';
import { example, type LandingZone, landingZoneOf, ROOT } from '../../../support/landing-zone';

const HANDLERS = /-session-(index|reconciliation)-[a-z0-9-]+$/;
const file = (...path: readonly string[]): string => readFileSync(join(ROOT, 'examples', ...path), 'utf8');

/** The quickstart with the lines that stand ready in it. */
const withPeople = (): LandingZone =>
  landingZoneOf(file('quickstart', 'landing-zone.yaml').replace(/^ {2}# (?=source:|provider:|groups:| {2}-)/gm, '  '), {
    'idp-metadata.xml': file('china', 'idp-metadata.xml'),
  });

/** Who may do it to the index of the home region, beside the handlers. */
async function peopleWho(name: string, landingZone: LandingZone): Promise<readonly string[]> {
  const { config } = landingZone;
  const action = await actionNamed(name);
  if (!action) throw new Error(`${name} is no action`);
  const access = new AccessEstate(landingZone.estate(), unitsOf(config));
  const { partition, regions } = config;
  const resource = `arn:${partition}:dynamodb:${regions.home}:${accountFor(config, 'log-archive')}:table/${config.name}-session-index`;
  const { able } = whoCan(access, { action, resource });
  return able.map(({ asker }) => asker.name).filter((one) => !HANDLERS.test(one));
}

test.each<[string, () => LandingZone, readonly string[]]>([
  ['organization', () => example('organization'), ['acme-moderator']],
  ['china', () => example('china'), ['huaxia-moderator']],
  ['quickstart', () => example('quickstart'), ['root']],
  ['quickstart with people of an identity provider', withPeople, ['quickstart-moderator', 'root']],
])(
  '8.2/session-recording#session-reconciliation: %s: gaps of sessions are resolved by moderators, and in an account of its own by root',
  async (_, landingZone, people) => {
    expect([...(await peopleWho('dynamodb:PutItem', landingZone()))].sort()).toEqual(people);
  },
  60_000,
);
