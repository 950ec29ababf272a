import { facetOf } from '../../../../constructs/standard';
import { managementNotGuarded } from '../../../../lib/proofs/policy/management-not-guarded';
import { boundary, boundaryStatements, singleAccount } from './bounded';
import { estateOf, guardedTemplate, MANAGEMENT } from './guarded';

describe.each(['aws', 'aws-cn'] as const)('what is not guarded in the management account, in %s', (partition) => {
  const evidence = managementNotGuarded(estateOf(guardedTemplate(partition), partition));
  const about = (facet: string) => evidence.find(({ facets }) => facets.some((id) => id === facet));

  test('leaves a proof unknown for each facet that speaks of everybody, so that none is met', () => {
    expect(evidence.map(({ outcome, check }) => [outcome, check])).toEqual(
      Array.from({ length: 5 }, () => ['unknown', 'policy-simulation']),
    );
    expect(evidence.flatMap(({ facets }) => facets)).toContain('8.2/operation-audit#audit-tamper-protection');
    for (const { facets, requirements } of evidence) {
      expect(facets.map((facet) => facetOf(facet).requirement)).toEqual(requirements);
    }
  });

  test('says of which account, why, and what is not refused there', () => {
    const { message } = about('8.2/operation-audit#audit-tamper-protection') ?? {};

    expect(message?.en).toContain(`in the management account ${MANAGEMENT} no policy of the organization holds`);
    expect(message?.en).toContain('there is no workload boundary either; no guardrail keeps anybody from: ');
    expect(message?.en).toContain('stopping, narrowing, redirecting or deleting a trail');
    expect(message?.zh).toContain('停止、缩小、改向或删除审计跟踪');
  });

  test('every facet has attacks to name', () => {
    for (const { message } of evidence) expect(message.en).toMatch(/: \S.+$/);
    for (const { message } of evidence) expect(message.zh).toMatch(/：\p{Script=Han}/u);
  });

  test('leaves out facets that speak of members, or of workload teams', () => {
    expect(about('8.1/c#baseline-tamper-protection')).toBeUndefined();
    expect(about('8.2/no-excess-access#attack-matrix')).toBeUndefined();
  });
});

test('a boundary in the management account is told with whom it does not bind', () => {
  const { Resources } = guardedTemplate('aws');
  const withBoundary = { Resources: { ...Resources, ...boundary(boundaryStatements('aws')) } };

  expect(managementNotGuarded(estateOf(withBoundary))[0]?.message.en).toContain(
    'the workload boundary binds those alone who carry it; no guardrail keeps its root user, or roles without the boundary, from: ',
  );
});

test('nothing is said where there is no organization', () => {
  expect(managementNotGuarded(singleAccount(boundary(boundaryStatements('aws'))))).toEqual([]);
});
