import type { AccountPrincipal, Asker } from './askers';
import { type Call, type Chain, callsOf } from './attack';
import { type CircumstanceOpening, type Opening, oneOf, passwords } from './openings';
import { arnParts } from './pattern';
import type { Scene } from './scene';

/** An attempt as it is made to pass through an opening, by whom, and what was done to it. */
export interface Variant {
  readonly calls: Chain;
  readonly by: Asker;
  /** Where it plays: elsewhere where the account is another. */
  readonly scene: Scene;
  /** `aws:UserAgent anything-else`, `eu-west-1`, an ARN, an action. */
  readonly witness: string;
}

/** What an attempt needs beside itself to be varied. */
export interface VariedOn {
  readonly scene: Scene;
  /** Regions in which people may work. */
  readonly regions: readonly string[];
}

/** The ways in which an attempt passes through an opening; none where the opening is part of what is attempted. */
export function variantsThrough(
  opening: Opening,
  attempt: Call | Chain,
  asker: Asker,
  { scene, regions }: VariedOn,
): readonly Variant[] {
  const calls = callsOf(attempt);
  switch (opening.kind) {
    case 'circumstance':
      return isOfAttempt(opening, calls, asker) ? [] : inCircumstances(opening, calls, asker, { scene, regions });
    case 'region':
      return regions
        .filter((region) => region !== scene.region)
        .map((region) => ({ calls: calls.map((call) => inRegion(call, region)), by: asker, scene, witness: region }));
    case 'account':
      return [inAccount(calls, asker, scene, scene.neighbour)];
    case 'resource': {
      const resource = placed(oneOf(opening.pattern), opening.pattern, scene);
      // only calls that take such a resource can be made on it
      if (!calls.some(({ resources }) => resources.some((one) => typeOf(one) === typeOf(resource)))) return [];
      return [{ calls: calls.map((call) => onOther(call, resource)), by: asker, scene, witness: resource }];
    }
    case 'action': {
      const action = opening.pattern.replaceAll(/[*?]/g, 'Anything');
      return [{ calls: [{ ...(calls[0] as Call), action }], by: asker, scene, witness: action }];
    }
  }
}

/** Resources of the type give way to the other. */
const onOther = (call: Call, resource: string): Call => ({
  ...call,
  resources: call.resources.map((one) => (typeOf(one) === typeOf(resource) ? resource : one)),
});

/** `iam:user` of `arn:aws:iam::111111111111:user/a`, which for buckets and their objects is the service alone. */
function typeOf(arn: string): string {
  const [, , service = '', , , resource = ''] = arnParts(arn);
  return service === 's3' ? service : `${service}:${resource.split(/[/:]/)[0]}`;
}

/** What the attempt itself says of a key that a refusal is confined to: with another value it is another attempt. */
function isOfAttempt({ condition, spared }: CircumstanceOpening, calls: Chain, { context }: Asker): boolean {
  if (spared !== undefined) return false;
  const key = condition.key.toLowerCase();
  const keys = [context, ...calls.map((call) => call.context ?? {})].flatMap(Object.keys);
  return keys.some((given) => given.toLowerCase() === key);
}

function inCircumstances(
  opening: CircumstanceOpening,
  calls: Chain,
  asker: Asker,
  { scene, regions }: VariedOn,
): readonly Variant[] {
  const { condition, spared } = opening;
  const arn = spared?.startsWith('arn:') ? placed(oneOf(spared), spared, scene) : undefined;
  const ways = arn === undefined ? passwords(opening, [...regions, scene.neighbour]) : [[arn]];
  return ways.map((values) => {
    const [account = ''] = values;
    const witness = values.length === 0 ? `${condition.key} absent` : `${condition.key} ${values.join(', ')}`;
    if (isAccountOfMember(condition.key, account, asker, scene)) {
      return { ...inAccount(calls, asker, scene, account), witness };
    }
    const saying = calls.map((call) => ({ ...call, context: { ...call.context, [condition.key]: values } }));
    return { calls: saying, by: asker, scene, witness };
  });
}

/** Members of another account act on what that owns, which other statements compare with theirs. */
const isAccountOfMember = (key: string, account: string, { principal }: Asker, scene: Scene): boolean =>
  key.toLowerCase() === 'aws:principalaccount' &&
  /^\d{12}$/.test(account) &&
  'account' in principal &&
  principal.account === scene.account;

const inRegion = (call: Call, region: string): Call => ({
  ...call,
  resources: call.resources.map((resource) => resource.replaceAll('{region}', region)),
  context: { 'aws:RequestedRegion': region, ...call.context },
});

/** The same by somebody of another member account, on what that account owns. */
const inAccount = (calls: Chain, asker: Asker, scene: Scene, account: string): Variant => ({
  calls: calls.map((call) => ({
    ...call,
    resources: call.resources.map((resource) => resource.replaceAll('{account}', account)),
    context: Object.fromEntries(
      Object.entries(call.context ?? {}).map(([key, values]) => [
        key,
        [values].flat().map((value) => value.replaceAll('{account}', account)),
      ]),
    ),
  })),
  by: { ...asker, principal: moved(asker.principal, scene.account, account) },
  scene: { ...scene, account },
  witness: account,
});

function moved(principal: Asker['principal'], from: string, to: string): Asker['principal'] {
  if (!('account' in principal)) return principal;
  const change = (arn: string): string => arn.replace(`:${from}:`, `:${to}:`);
  const there: AccountPrincipal = { ...principal, account: to, arn: change(principal.arn) };
  return there.kind === 'role-session' ? { ...there, roleArn: change(there.roleArn) } : there;
}

/** An ARN that a pattern takes in, in the region and account of the scene where the pattern leaves them open. */
function placed(arn: string, pattern: string, { region, account }: Scene): string {
  const open = arnParts(pattern).map((part) => part === '*');
  const parts = arnParts(arn).map((part, index) => {
    if (!open[index]) return part;
    if (index === 3) return region;
    return index === 4 ? account : part;
  });
  return parts.join(':');
}
