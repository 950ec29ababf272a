import { azureRules } from '../../cdktf/nag/registry';
import { awsRules } from '../../constructs/nag/registry';
import type { Subject } from '../../lib/evidence/subject';
import { EXAMPLES, example } from '../support/landing-zone';

const ledgers = EXAMPLES.map((name) => [name, example(name).ledger()] as const);

const WORKLOADS = 'workloads have databases and file systems, the landing zone has none';
const INTERFACES = 'workloads answer requests, the landing zone has no load balancer, API or distribution';

/** Rules that nothing in the examples gives occasion to, and why. */
const WITHOUT_OCCASION: Readonly<Record<string, string>> = {
  'secret-customer-managed-key': 'the landing zone keeps no secret',
  'database-managed-master-password': WORKLOADS,
  'database-not-public': WORKLOADS,
  'database-tls-enforced': WORKLOADS,
  'file-system-customer-managed-key': WORKLOADS,
  'search-domain-https-only': WORKLOADS,
  'dhcp-resolver-own': 'the landing zone gives hosts no other resolver than that of their network',
  'dns-firewall-fails-closed': 'the landing zone leaves the DNS firewall closed, as it is made',
  'dns-forwarding-private': 'the landing zone forwards no lookups',
  'endpoint-service-named-principals': 'the landing zone offers no service to the networks of others',
  'vpc-peering-declared': 'the landing zone peers with nobody',
  'threat-findings-kept': 'the landing zone archives no finding and trusts no address',
  'api-access-logged': INTERFACES,
  'api-domain-tls-policy': INTERFACES,
  'api-method-authorized': INTERFACES,
  'api-request-validated': INTERFACES,
  'api-throttled': INTERFACES,
  'distribution-tls-policy': INTERFACES,
  'iam-no-access-keys': 'no template makes an access key: its rule refuses the type itself',
  'lambda-function-url-authorized': 'no function of the landing zone has a URL',
};

describe.each(EXAMPLES)('%s', (name) => {
  const [, ledger] = ledgers.find(([of]) => of === name) ?? ledgers[0] ?? [];

  test('has every resource judged by a rule, or a reason why none need judge it', () => {
    const unjudged = ledger?.resources.filter(({ judgedBy, supporting }) => judgedBy.length === 0 && !supporting);

    expect(unjudged?.map(({ subject }) => `${subject.path} (${subject.type})`)).toEqual([]);
  });

  test('gives no reason where a rule does judge', () => {
    const both = ledger?.resources.filter(({ judgedBy, supporting }) => judgedBy.length > 0 && supporting !== null);

    expect(both).toEqual([]);
  });

  test('keeps an outcome of every rule on every resource that it knows', () => {
    const judged = ledger?.resources.reduce((sum, { judgedBy }) => sum + judgedBy.length, 0) ?? 0;
    const outcomes = new Set(
      ledger?.evidence
        .filter(({ kind }) => kind === 'rule')
        .map(({ check, subject }) => `${check} ${subject?.stack} ${subject?.target?.ou} ${subject?.logicalId}`),
    );

    expect(outcomes.size).toBe(judged);
    expect(judged).toBeGreaterThan(700);
  });

  test('has nothing found against it, and no rule that breaks', () => {
    const adverse = ledger?.evidence.filter(({ outcome }) => ['non-compliant', 'error', 'failed'].includes(outcome));

    expect(adverse?.map(({ check, subject, message }) => `${check} ${subject?.path} ${message.en}`)).toEqual([]);
  });

  test('knows the line of source of every resource, and of every declaration', () => {
    const file = ({ path, source }: Subject): string => source?.file ?? path;
    // what the configuration defines itself, it describes
    const described = `examples/${name}/landing-zone.yaml`;
    const lost = ledger?.resources.filter(({ subject }) =>
      /\/Custom-[^/]+\/PermissionSet$/.test(subject.path)
        ? file(subject) !== described
        : !/^(lib|constructs|cdktf)\//.test(file(subject)),
    );
    const declared = ledger?.evidence.filter(({ kind }) => kind === 'declared') ?? [];

    expect(lost?.map(({ subject }) => subject.path)).toEqual([]);
    expect(declared.length).toBeGreaterThan(100);
    expect(declared.filter(({ subject }) => !subject?.source).map(({ check }) => check)).toEqual([]);
  });
});

describe('rules', () => {
  const applied = new Set(
    ledgers.flatMap(([, { evidence }]) =>
      evidence.filter(({ kind, outcome }) => kind === 'rule' && outcome !== 'not-applicable').map(({ check }) => check),
    ),
  );
  const idle = [...awsRules, ...azureRules].map(({ id }) => id).filter((id) => !applied.has(id));

  test('each apply to something in the examples, or it is said why not', () => {
    expect(idle.filter((id) => !WITHOUT_OCCASION[id])).toEqual([]);
  });

  test('that nothing gives occasion to are these and no other', () => {
    expect(idle).toEqual(Object.keys(WITHOUT_OCCASION));
  });
});

describe.each(EXAMPLES)('the report of %s', (name) => {
  const { requirements } = example(name).report();

  test('covers the 180 requirements, each with a reason in both languages', () => {
    expect(requirements).toHaveLength(180);
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(180);
    for (const { id, design } of requirements)
      expect([id, design.reason, design.reasonZh]).toEqual([
        id,
        expect.stringMatching(/./),
        expect.stringMatching(/./),
      ]);
  });

  test('calls nothing met that nothing shows', () => {
    for (const { id, expected, design, evidence } of requirements.filter((row) => row.design.status === 'met')) {
      const shown = evidence.some(({ outcome }) => ['compliant', 'passed', 'valid'].includes(outcome));
      expect([id, shown]).toEqual([id, true]);
      if (expected === 'control')
        expect([id, design.facets.filter(({ status }) => !['met', 'not-applicable'].includes(status))]).toEqual([
          id,
          [],
        ]);
    }
    for (const { id, status, checks } of requirements.flatMap(({ design }) => design.facets)) {
      if (status === 'met') expect([id, checks.some(({ state }) => state === 'shown')]).toEqual([id, true]);
    }
  });

  test('says of operation only that nothing was observed', () => {
    // where no facet asks for observation, there is none to be had
    expect(new Set(requirements.map(({ operation }) => operation.status))).toEqual(
      new Set(['not-observed', 'not-applicable']),
    );
    expect(requirements.filter(({ operation }) => operation.status === 'not-observed').length).toBeGreaterThan(60);
  });
});
