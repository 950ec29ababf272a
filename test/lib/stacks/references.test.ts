import { EXAMPLES, example, type LandingZone } from '../../support/landing-zone';
import { at, listOf, type Placed, placeOf, rendered, resourcesOf } from '../../support/templates';

/**
 * Stacks share nothing but names: what one of them refers to in another must be there under the very name, in the account
 * and region that the reference says. CloudFormation finds out when it is too late.
 */

/** `region name` of everything that can be referred to from another stack. */
function named(landingZone: LandingZone, type: string, property: string): ReadonlySet<string> {
  return new Set(
    resourcesOf(landingZone, type).map(
      ({ template, properties }) => `${template.region} ${rendered(properties[property], template)}`,
    ),
  );
}

/** Every text in the properties of a resource, intrinsics carried out. */
function textsOf({ template, properties }: Placed): readonly string[] {
  const texts = (value: unknown): readonly string[] => {
    if (typeof value !== 'object' || value === null) return typeof value === 'string' ? [value] : [];
    if (isIntrinsic(value)) return [rendered(value, template)];
    return Object.values(value).flatMap(texts);
  };
  return texts(properties);
}

const isIntrinsic = (value: object): boolean => {
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0]?.startsWith('Fn::') === true);
};

/** What is wrong with references of a kind: `stack/id → reference`. */
function dangling(
  landingZone: LandingZone,
  pattern: RegExp,
  exists: (match: RegExpExecArray) => boolean,
): { readonly found: number; readonly lost: readonly string[] } {
  const matches = resourcesOf(landingZone).flatMap((placed) =>
    textsOf(placed).flatMap((text) => [...text.matchAll(pattern)].map((match) => ({ placed, match }))),
  );
  return {
    found: matches.length,
    lost: matches
      .filter(({ match }) => !exists(match as RegExpExecArray))
      .map(({ placed, match }) => `${placeOf(placed)} → ${match[0]}`),
  };
}

describe.each(EXAMPLES)('%s', (name) => {
  const landingZone = example(name);

  test('names buckets that exist, by ARN', () => {
    const buckets = new Set([...named(landingZone, 'AWS::S3::Bucket', 'BucketName')].map((text) => text.split(' ')[1]));
    // the packages of AWS are in buckets of its own
    // a name ends in no hyphen: selectors of a trail take beginnings of names
    const exists = (name: string): boolean =>
      /[*-]$/.test(name)
        ? [...buckets].some((bucket) => bucket?.startsWith(name.replace(/\*$/, '')))
        : buckets.has(name);
    const { found, lost } = dangling(
      landingZone,
      /arn:[\w-]+:s3:::([a-z0-9.-]+\*?)/g,
      ([, bucket = '']) => !bucket.startsWith(`${landingZone.config.name}-`) || exists(bucket),
    );

    expect(found).toBeGreaterThan(20);
    expect(lost).toEqual([]);
  });

  test('delivers into buckets of the region in which the source stands', () => {
    const buckets = named(landingZone, 'AWS::S3::Bucket', 'BucketName');
    const lost = [
      ...deliveries(
        landingZone,
        'AWS::EC2::FlowLog',
        (properties) => rendered(properties['LogDestination'], { account: '', region: '' }).split(':::')[1],
      ),
      ...deliveries(landingZone, 'AWS::CloudTrail::Trail', (properties) => String(properties['S3BucketName'])),
    ].filter(({ region, bucket }) => !buckets.has(`${region} ${bucket}`));

    expect(lost).toEqual([]);
  });

  test('stores configurations and sessions in buckets that exist', () => {
    const buckets = new Set([...named(landingZone, 'AWS::S3::Bucket', 'BucketName')].map((text) => text.split(' ')[1]));
    const used = [
      ...resourcesOf(landingZone, 'AWS::Config::DeliveryChannel').map(({ properties }) => properties['S3BucketName']),
      ...resourcesOf(landingZone, 'AWS::SSM::Document').map(({ properties }) =>
        at(properties, 'Content.inputs.s3BucketName'),
      ),
    ];

    expect(used.length).toBeGreaterThan(4);
    expect(used.filter((bucket) => !buckets.has(String(bucket)))).toEqual([]);
  });

  test('names keys by aliases that exist, in the account and region of the reference', () => {
    const aliases = new Set(
      resourcesOf(landingZone, 'AWS::KMS::Alias').map(
        ({ template: { account, region }, properties }) => `${region}:${account}:${properties['AliasName']}`,
      ),
    );
    const { found, lost } = dangling(
      landingZone,
      /arn:[\w-]+:kms:([a-z0-9-]+):(\d{12}):(alias\/[\w/-]+)/g,
      ([, region, account, alias]) => aliases.has(`${region}:${account}:${alias}`),
    );

    expect(found).toBeGreaterThan(5);
    expect(lost).toEqual([]);
  });

  test('copies backups into vaults that exist', () => {
    const vaults = new Set(
      resourcesOf(landingZone, 'AWS::Backup::BackupVault').flatMap(({ template: { account, region }, properties }) =>
        region === 'each'
          ? landingZone.config.regions.allowed.map((one) => `${one}:each:${properties['BackupVaultName']}`)
          : [`${region}:${account}:${properties['BackupVaultName']}`],
      ),
    );
    const { found, lost } = dangling(
      landingZone,
      /arn:[\w-]+:backup:([a-z0-9-]+):([\w-]+):backup-vault:([\w-]+)/g,
      ([, region, account, vault]) => vaults.has(`${region}:${account}:${vault}`),
    );

    expect(found).toBeGreaterThanOrEqual(3);
    expect(lost).toEqual([]);
  });

  test('admits the one trail that there is', () => {
    const trails = new Set(
      resourcesOf(landingZone, 'AWS::CloudTrail::Trail').map(
        ({ template: { account, region }, properties }) => `${region}:${account}:trail/${properties['TrailName']}`,
      ),
    );
    const { found, lost } = dangling(
      landingZone,
      /arn:[\w-]+:cloudtrail:([a-z0-9-]+):(\d{12}):(trail\/[\w-]+)/g,
      ([, region, account, trail]) => trails.has(`${region}:${account}:${trail}`),
    );

    expect(trails.size).toBe(1);
    expect(found).toBeGreaterThan(1);
    expect(lost).toEqual([]);
  });

  test('refers to nothing that its own template does not hold', () => {
    const lost = resourcesOf(landingZone).flatMap((placed) =>
      textsOf(placed).flatMap((text) =>
        [...text.matchAll(/^\$\{(\w+)(?:\.[\w.]+)?\}$/g)]
          .filter(([, id = '']) => placed.template.resources[id] === undefined)
          .map(([reference]) => `${placeOf(placed)} → ${reference}`),
      ),
    );

    expect(lost).toEqual([]);
  });
});

function deliveries(
  landingZone: LandingZone,
  type: string,
  bucketOf: (properties: Placed['properties']) => string | undefined,
): readonly { readonly region: string; readonly bucket: string | undefined }[] {
  return resourcesOf(landingZone, type).map(({ template, properties }) => ({
    region: template.region,
    bucket: listOf(bucketOf(properties)).map(String)[0],
  }));
}
