import { isOpen } from '../../../constructs/nag/intrinsics';
import { type Estate, type Resource, Unresolved } from '../../../constructs/nag/template';
import { TRANSIT_SPOKES_TYPE } from '../../../constructs/transit-hub/route-domains';
import type { DeclaredNetwork, JoinedAccount, Joint } from './declared-network';
import { type Found, failed, orPassed, passed, unknown, unlessOpen } from './found';

/** Types that lead from one network into another, and how each is judged. */
const JOINTS: Readonly<Record<string, (resource: Resource, declared: DeclaredNetwork) => readonly Found[]>> = {
  'AWS::EC2::VPCPeeringConnection': (resource, declared) => peered(resource, 'PeerOwnerId', declared),
  'AWS::EC2::TransitGatewayPeeringAttachment': (resource, declared) => peered(resource, 'PeerAccountId', declared),
  'AWS::RAM::ResourceShare': shared,
  'AWS::EC2::VPCEndpointService': (service) => offered(service),
  'AWS::EC2::VPCEndpointServicePermissions': admitted,
  [TRANSIT_SPOKES_TYPE]: listed,
};

/** Where the templates would show that a declared account is joined. */
const SHOWN_BY: Readonly<Record<Joint, readonly string[]>> = {
  peering: ['AWS::EC2::VPCPeeringConnection', 'AWS::EC2::TransitGatewayPeeringAttachment'],
  hub: [TRANSIT_SPOKES_TYPE],
};

/**
 * Peering connections, shares, endpoint services with their principals, and the list of accounts that may attach to the hub lead to
 * the accounts that the configuration declares with a reason, and to no others. A peering that is declared and in no template may
 * still be made by others: that is unknown. Without any of them there is nothing to compare.
 */
export function networkSharing(estate: Estate, declared: DeclaredNetwork): readonly Found[] {
  const found = Object.entries(JOINTS).flatMap(([type, judge]) =>
    estate.ofType(type).flatMap((resource) => unlessOpen(resource, () => judge(resource, declared))),
  );
  const unmade = declared.joined.filter(
    ({ by }) => by === 'peering' && SHOWN_BY[by].every((type) => estate.ofType(type).length === 0),
  );
  return [
    ...found,
    ...unmade.map(({ entry }) =>
      unknown({}, `${entry} is declared, and no template makes it`, `已声明 ${entry}，但没有模板创建该连接`),
    ),
  ];
}

const entryOf = (account: string, by: Joint, { joined }: DeclaredNetwork): JoinedAccount | undefined =>
  joined.find((one) => one.account === account && one.by === by);

function peered(resource: Resource, property: string, declared: DeclaredNetwork): readonly Found[] {
  const named = resource.isSet(property) ? String(resource.literal(property)) : ownAccount(resource, property);
  const entry = entryOf(named, 'peering', declared);
  const at = { at: resource, property };
  return [
    entry
      ? passed(
          at,
          `${resource.id} leads to ${named}: ${entry.reason} (${entry.entry})`,
          `${resource.id} 通向 ${named}：${entry.reason}（${entry.entry}）`,
        )
      : failed(
          at,
          `${resource.id} leads to ${named}, with which no peering is declared (network.peerings)`,
          `${resource.id} 通向 ${named}，未声明与其的对等连接（network.peerings）`,
        ),
  ];
}

function ownAccount({ template }: Resource, property: string): string {
  const { account } = template.environment;
  if (account === undefined || isOpen(account)) throw new Unresolved(property);
  return account;
}

/**
 * What is shared with the whole organization reaches whoever asks: that is declared for a transit gateway alone, to which a list says
 * who is attached.
 */
function shared(share: Resource, declared: DeclaredNetwork): readonly Found[] {
  const gateways = share
    .places('ResourceArns')
    .filter((at) => !isName(share, at))
    .map((at) => gatewayAt(share, at));
  return share.places('Principals').flatMap((property) => {
    const principal = share.text(property);
    const place = { at: share, property };
    const [, id] = /:organization\/(o-[a-z0-9]+)$/.exec(principal) ?? [];
    if (id !== undefined) return [toAll(id, share, property, gateways, declared)];
    const account = accountIn(principal);
    const entry = account && gateways.every(Boolean) ? entryOf(account, 'hub', declared) : undefined;
    if (entry)
      return [
        passed(
          place,
          `${share.id} reaches ${account} (${entry.entry})`,
          `${share.id} 面向 ${account}（${entry.entry}）`,
        ),
      ];
    if (account === undefined && isOpen(principal)) throw new Unresolved(property);
    return [
      failed(
        place,
        `${share.id} reaches ${account ?? principal}, for which the configuration declares nothing that is shared`,
        `${share.id} 面向 ${account ?? principal}，配置中没有相应的共享声明`,
      ),
    ];
  });
}

/** Names of what is reached elsewhere, and where to find them, lead nowhere by themselves: a route does. */
const isName = (share: Resource, at: string): boolean =>
  share.referent(at)?.type === 'AWS::Route53Profiles::Profile' || /:ssm:[^:]*:[^:]*:parameter\//.test(share.text(at));

/** The transit gateway whose ARN stands there, or undefined for anything else. */
function gatewayAt(share: Resource, at: string): Resource | undefined {
  const [, id] = /:transit-gateway\/\$\{(\w+)/.exec(share.text(at)) ?? [];
  return id === undefined ? undefined : share.template.find(id);
}

function toAll(
  id: string,
  share: Resource,
  property: string,
  gateways: readonly (Resource | undefined)[],
  { organizationId }: DeclaredNetwork,
): Found {
  const at = { at: share, property };
  if (id !== organizationId) {
    return failed(
      at,
      `${share.id} reaches the organization ${id}, which is not that of the configuration`,
      `${share.id} 面向组织 ${id}，与配置中的组织不符`,
    );
  }
  if (gateways.length === 0 && share.list('ResourceArns').length > 0) {
    return passed(
      at,
      `${share.id} tells the accounts of ${id} names, which open no way: who reaches what they name, routes decide`,
      `${share.id} 仅向 ${id} 内账号共享名称，不开通任何路径：能否到达由路由决定`,
    );
  }
  if (gateways.length === 0 || !gateways.every((gateway) => gateway && isListed(gateway))) {
    return failed(
      at,
      `${share.id} reaches every account of ${id}: only a transit gateway that attaches none but listed accounts may be shared so`,
      `${share.id} 面向 ${id} 的全部账号：仅限只接入已列明账号的中转网关可如此共享`,
    );
  }
  return passed(
    at,
    `${share.id} lets the accounts of ${id} ask to be attached; the gateway attaches those alone that the configuration lists`,
    `${share.id} 允许 ${id} 内账号申请接入；中转网关仅接入配置中列明的账号`,
  );
}

/** Whether a list decides who is attached, and nobody is by default. */
const isListed = (gateway: Resource): boolean =>
  gateway.literal('AutoAcceptSharedAttachments') !== 'enable' &&
  gateway.template.ofType(TRANSIT_SPOKES_TYPE).some((list) => list.referent('TransitGatewayId') === gateway);

const accountIn = (principal: string): string | undefined =>
  /^(?:arn:[^:]*:iam::)?(\d{12})(?::|$)/.exec(principal)?.[1];

/** Without permissions an endpoint service admits nobody but its own account. */
function offered(service: Resource): readonly Found[] {
  const admits = service.template.estate
    .ofType('AWS::EC2::VPCEndpointServicePermissions')
    .some((permissions) => permissions.referent('ServiceId') === service);
  return admits
    ? []
    : [passed({ at: service }, `${service.id} admits its own account alone`, `${service.id} 仅允许其所在账号连接`)];
}

function admitted(permissions: Resource): readonly Found[] {
  const own = permissions.template.environment.account;
  const strangers = permissions.places('AllowedPrincipals').flatMap((property) => {
    const principal = String(permissions.literal(property));
    return own !== undefined && accountIn(principal) === own
      ? []
      : [
          failed(
            { at: permissions, property },
            `${permissions.id} admits ${principal}, for which the configuration declares no endpoint service`,
            `${permissions.id} 允许 ${principal} 连接，配置中没有相应的终端节点服务声明`,
          ),
        ];
  });
  return orPassed(
    strangers,
    { at: permissions },
    `${permissions.id} admits principals of its own account alone`,
    `${permissions.id} 仅允许其所在账号的主体连接`,
  );
}

/** Both ways: who is listed is declared, and who is declared is listed. */
function listed(list: Resource, declared: DeclaredNetwork): readonly Found[] {
  const accounts = list.places('Spokes').flatMap((property) =>
    String(list.literal(`${property}.Accounts`) ?? '')
      .split(' ')
      .filter((account) => account !== '')
      .map((account) => ({ account, property: `${property}.Accounts` })),
  );
  const wanted = declared.joined.filter(({ by }) => by === 'hub');
  const strangers = accounts.filter(({ account }) => !entryOf(account, 'hub', declared));
  const missing = wanted.filter((entry) => !accounts.some(({ account }) => account === entry.account));
  return orPassed(
    [
      ...strangers.map(({ account, property }) =>
        failed(
          { at: list, property },
          `${list.id} attaches networks of ${account}, which has none in the configuration`,
          `${list.id} 接入账号 ${account} 的网络，但配置中该账号没有网络`,
        ),
      ),
      ...missing.map(({ account, reason, entry }) =>
        failed(
          { at: list, property: 'Spokes' },
          `${list.id} does not attach ${account}, though ${reason} (${entry})`,
          `${list.id} 未接入账号 ${account}，而配置声明其拥有网络（${entry}）`,
        ),
      ),
    ],
    { at: list, property: 'Spokes' },
    `${list.id} attaches the networks of the ${wanted.length} accounts that have one in the configuration, and of no others`,
    `${list.id} 仅接入配置中拥有网络的 ${wanted.length} 个账号`,
  );
}
