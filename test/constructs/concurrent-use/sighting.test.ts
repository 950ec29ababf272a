import {
  areTwo,
  expectedEgress,
  networkOf,
  type Sighting,
  sightingIn,
} from '../../../constructs/concurrent-use/sighting';

const nowhere = expectedEgress([]);

const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36';

/** A call of a person who has assumed a role. */
const event = (more: object = {}, userIdentity: object = {}) =>
  JSON.stringify({
    eventTime: '2026-11-27T10:15:42Z',
    eventType: 'AwsApiCall',
    sourceIPAddress: '203.0.113.7',
    userAgent: BROWSER,
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROA1:alice',
      arn: 'arn:aws:sts::111111111111:assumed-role/acme-developer/alice',
      sessionContext: { sessionIssuer: { userName: 'acme-developer' }, sourceIdentity: 'alice@example.com' },
      ...userIdentity,
    },
    ...more,
  });

const sighted = (more: object = {}, userIdentity: object = {}): Sighting | undefined =>
  sightingIn(event(more, userIdentity), nowhere);

describe('a sighting', () => {
  test('tells who was where, on what, and in which minute', () => {
    expect(sighted()).toEqual({
      identity: 'person alice@example.com',
      place: '203.0.0.0/16',
      device: 'windows',
      minute: '2026-11-27T10:15',
    });
  });

  const permissionSet = { sessionIssuer: { userName: 'AWSReservedSSO_acme-developer_0123456789abcdef' } };
  test.each([
    ['the source identity first of all', { onBehalfOf: { userId: 'u-1' } }, 'person alice@example.com'],
    ['the user of IAM Identity Center', { sessionContext: {}, onBehalfOf: { userId: 'u-1' } }, 'user u-1'],
    ['the session of a permission set', { sessionContext: permissionSet }, 'session alice'],
    [
      'an IAM user',
      { type: 'IAMUser', sessionContext: undefined, arn: 'arn:aws:iam::111111111111:user/break-glass/one' },
      'arn:aws:iam::111111111111:user/break-glass/one',
    ],
  ])('is of %s', (_, userIdentity, identity) => {
    expect(sighted({}, userIdentity)?.identity).toBe(identity);
  });

  test.each([
    ['a workload, whose role carries no person', {}, { sessionContext: { sessionIssuer: { userName: 'orders' } } }],
    ['an account', {}, { type: 'AWSAccount', sessionContext: undefined }],
    ['a service that acts for the person', {}, { invokedBy: 'cloudformation.amazonaws.com' }],
    ['a service by name in place of an address', { sourceIPAddress: 'athena.amazonaws.com' }, {}],
    ['AWS in place of an address', { sourceIPAddress: 'AWS Internal' }, {}],
    ['no address', { sourceIPAddress: undefined }, {}],
    ['an event of a service', { eventType: 'AwsServiceEvent' }, {}],
    ['no identity', { userIdentity: undefined }, {}],
  ])('is not made of %s', (_, more, userIdentity) => {
    expect(sighted(more, userIdentity)).toBeUndefined();
  });

  test.each([
    [BROWSER, 'windows'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15', 'macos'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'linux'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15', 'ios'],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36', 'android'],
    ['aws-cli/2.22.0 md/awscrt#0.22.0 ua/2.0 os/macos#24.1.0 md/arch#arm64 lang/python#3.12.6', 'macos'],
    ['aws-cli/1.36.0 Python/3.11.9 Windows/10 botocore/1.35.0', 'windows'],
    ['Boto3/1.35.0 md/Botocore#1.35.0 ua/2.0 os/linux#6.8.0 md/arch#x86_64', 'linux'],
    ['aws-sdk-js/3.700.0 ua/2.1 os/darwin#24.1.0 lang/js md/nodejs#22.11.0', 'macos'],
  ])('of %s is on %s and %s', (userAgent, device) => {
    expect(sighted({ userAgent })?.device).toBe(device);
  });

  test.each([
    ['AWS runs for the console', '[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.0 Linux/5.10.0 OpenJDK_64-Bit]'],
    ['CloudShell runs', 'aws-cli/2.22.0 md/awscrt#0.22.0 os/linux#6.1.0 exec-env/CloudShell'],
    ['a service names', 'cloudformation.amazonaws.com'],
    ['says nothing of a system', 'curl/8.9.1'],
    ['is missing', undefined],
  ])('is of no device that is known where the program is one that %s', (_, userAgent) => {
    expect(sighted({ userAgent })?.device).toBeUndefined();
  });

  test.each([
    ['what is no JSON', 'AWS'],
    ['an event without time', event({ eventTime: undefined })],
    ['an event with a time that is none', event({ eventTime: 'yesterday' })],
  ])('is refused of %s', (_, message) => {
    expect(() => sightingIn(message, nowhere)).toThrow();
  });
});

describe('a network', () => {
  test.each([
    ['203.0.113.7', '203.0.0.0/16'],
    ['10.1.2.3', '10.1.0.0/16'],
    ['2001:db8:1:2::3', '2001:db8::/32'],
    ['2001:0DB8::1', '2001:db8::/32'],
    ['2001::1', '2001:0::/32'],
    ['::1', '0:0::/32'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('expected egress', () => {
  const expected = expectedEgress(['198.51.100.0/24', '192.0.2.0/25', '2001:db8:1::/48']);

  test.each(['198.51.100.200', '192.0.2.1', '2001:db8:1:ffff::1'])('takes in %s, as one place', (sourceIPAddress) => {
    expect(sightingIn(event({ sourceIPAddress }), expected)?.place).toBe('expected egress');
  });

  test.each(['198.51.101.1', '192.0.2.128', '2001:db8:2::1'])('leaves out %s', (sourceIPAddress) => {
    expect(sightingIn(event({ sourceIPAddress }), expected)?.place).not.toBe('expected egress');
  });
});

describe('two sightings', () => {
  const one: Sighting = { identity: 'person a', place: '203.0.0.0/16', device: 'macos', minute: '2026-11-27T10:15' };

  test.each([
    ['another network', { place: '198.51.0.0/16' }, true],
    ['another device', { device: 'windows' }, true],
    ['both', { place: '198.51.0.0/16', device: 'windows' }, true],
    ['the same network and device', {}, false],
    ['a device that is not known', { device: undefined }, false],
    ['another network on a device that is not known', { place: '198.51.0.0/16', device: undefined }, true],
  ])('of %s are two: %s %s', (_, other, two) => {
    expect(areTwo(one, { ...one, ...other })).toBe(two);
    expect(areTwo({ ...one, ...other }, one)).toBe(two);
  });
});
