import { sessionLifeCycle } from '../../../../lib/proofs/session-life-cycle/session-life-cycle';
import { estateOfStacks, HOME, resource } from '../access/stacks';

const documentThatRuns = (commands: string) =>
  estateOfStacks({
    operations: {
      account: HOME,
      resources: {
        Document: resource('AWS::SSM::Document', {
          Content: { sessionType: 'InteractiveCommands', properties: { linux: { commands } } },
        }),
      },
    },
  });

test('8.2/session-recording#fail-closed: where sessions start the recorder, its table of states is shown to fail closed', () => {
  const found = sessionLifeCycle(
    documentThatRuns('exec python3 /opt/isms-recorder/isms_shell.py /run/isms-recorder/socket'),
  );

  expect(found).toEqual([
    expect.objectContaining({
      kind: 'proof',
      check: 'state-machine',
      outcome: 'passed',
      facets: ['8.2/session-recording#fail-closed'],
    }),
  ]);
});

test('says nothing where sessions start something else', () => {
  expect(sessionLifeCycle(documentThatRuns('exec /bin/bash'))).toEqual([]);
});
