import { parseArn } from '../../../constructs/nag/arns';
import { isOpen } from '../../../constructs/nag/intrinsics';
import { partiesIn } from '../../../constructs/nag/parties';
import { statementsOf } from '../../../constructs/nag/policy';
import { refersToResource } from '../../../constructs/nag/references';
import { RESOURCE_POLICIES } from '../../../constructs/nag/resource-policies';
import { type Resource, Unresolved } from '../../../constructs/nag/template';
import type { Bilingual } from '../../../constructs/standard';

/** Somebody whom a resource lets in, or to whom it sends; or why nobody can tell who that is. */
export type Found = { readonly party: string } | { readonly doubt: Bilingual };

/** Everybody whom a resource names, our own accounts included. Services of the cloud are left out: their provider is in the register. */
export function partiesOf(resource: Resource): readonly Found[] {
  const policy = RESOURCE_POLICIES[resource.type];
  if (policy !== undefined) return inPolicy(resource, policy);
  const read = INTEGRATIONS[resource.type];
  return read ? decided(() => read(resource)) : [];
}

/** Types that can let somebody in, or send to somebody. */
export const opensOutwards = ({ type }: Resource): boolean => type in RESOURCE_POLICIES || type in INTEGRATIONS;

function inPolicy(resource: Resource, path: string): readonly Found[] {
  try {
    return statementsOf(resource, path)
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((statement) => decided(() => partiesIn(statement, resource)));
  } catch (error) {
    return [doubtIn(error)];
  }
}

function decided(read: () => readonly string[]): readonly Found[] {
  try {
    return read()
      .filter((party) => party !== OWN_ACCOUNT)
      .map((party) => ({ party }));
  } catch (error) {
    return [doubtIn(error)];
  }
}

/** The account in which the resource stands, whichever that is. */
const OWN_ACCOUNT = '${AWS::AccountId}';

function doubtIn(error: unknown): Found {
  if (error instanceof Unresolved) return { doubt: error.because };
  throw error;
}

/** How types without a policy name somebody. */
const INTEGRATIONS: Readonly<Record<string, (resource: Resource) => readonly string[]>> = {
  'AWS::EC2::VPCEndpoint': serviceOfOthers,
  'AWS::EC2::VPCEndpointServicePermissions': (permissions) =>
    permissions.list('AllowedPrincipals').map((_, index) => principalAt(permissions, `AllowedPrincipals.${index}`)),
  'AWS::EC2::VPCPeeringConnection': (peering) =>
    peering.has('PeerOwnerId') ? [principalAt(peering, 'PeerOwnerId')] : [],
  'AWS::Events::ApiDestination': (destination) => [hostAt(destination, 'InvocationEndpoint')],
  'AWS::IAM::OIDCProvider': (provider) => [hostAt(provider, 'Url')],
  'AWS::IAM::SAMLProvider': (provider) => [entityOf(provider)],
  'AWS::KinesisFirehose::DeliveryStream': (stream) => (stream.has(FIREHOSE_URL) ? [hostAt(stream, FIREHOSE_URL)] : []),
  'AWS::Lambda::LayerVersionPermission': calledBy,
  'AWS::Lambda::Permission': calledBy,
  'AWS::RAM::ResourceShare': (share) =>
    share.list('Principals').map((_, index) => principalAt(share, `Principals.${index}`)),
  'AWS::SNS::Subscription': (subscription) => receiverAt(subscription, ''),
  'AWS::SNS::Topic': (topic) =>
    topic.list('Subscription').flatMap((_, index) => receiverAt(topic, `Subscription.${index}.`)),
};

const FIREHOSE_URL = 'HttpEndpointDestinationConfiguration.EndpointConfiguration.Url';

/** The text at a path, which deployment must not decide. */
function settled(resource: Resource, path: string): string {
  const text = resource.text(path);
  if (isOpen(text)) throw new Unresolved(path);
  return text;
}

/** An account by its number or ARN, an organization by the ARN of it or of a unit, a service, or everyone. */
function principalAt(resource: Resource, path: string): string {
  const text = resource.text(path);
  const arn = parseArn(text);
  const party = arn?.service === 'organizations' ? arn.resource.split('/')[1] : arn?.account;
  if (party === undefined && refersToResource(text, resource, path)) return OWN_ACCOUNT;
  if (isOpen(party ?? text) && party !== OWN_ACCOUNT) throw new Unresolved(path);
  return party ?? text;
}

function hostAt(resource: Resource, path: string): string {
  const url = settled(resource, path);
  try {
    return new URL(url).hostname;
  } catch {
    return url;
  }
}

/** The entity that a SAML provider stands for, as its metadata say it. */
function entityOf(provider: Resource): string {
  const metadata = settled(provider, 'SamlMetadataDocument');
  const [, entity = provider.text('Name')] = /entityID="([^"]+)"/.exec(metadata) ?? [];
  try {
    return new URL(entity).hostname || entity;
  } catch {
    return entity;
  }
}

/** An endpoint service of somebody else; those of the cloud itself bear its name alone. */
function serviceOfOthers(endpoint: Resource): readonly string[] {
  const name = endpoint.text('ServiceName');
  return name.includes('vpce-svc-') ? [settled(endpoint, 'ServiceName')] : [];
}

function calledBy(permission: Resource): readonly string[] {
  const organization = permission.text('PrincipalOrgID') || permission.text('OrganizationId');
  if (organization !== '') return [organization];
  const principal = principalAt(permission, 'Principal');
  return principal.includes('.amazonaws.com') ? [] : [principal];
}

function receiverAt(resource: Resource, at: string): readonly string[] {
  const protocol = settled(resource, `${at}Protocol`);
  if (/^https?$/.test(protocol)) return [hostAt(resource, `${at}Endpoint`)];
  if (/^(email|sms)/.test(protocol)) return [settled(resource, `${at}Endpoint`)];
  const account = parseArn(resource.text(`${at}Endpoint`))?.account;
  return account === undefined || isOpen(account) ? [] : [account];
}

/** True for a provider that is the source of our own identities. */
export const isIdentitySource = (resource: Resource, names: readonly string[]): boolean =>
  resource.type === 'AWS::IAM::SAMLProvider' && names.includes(resource.text('Name'));
