import { GetUserPolicyCommand, IAMClient, ListUserPoliciesCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { BREAK_GLASS_PATH } from '../../../constructs/job-functions/job-functions';
import type { DeployedResource } from '../../collect/observe';
import type { ClientSettings } from '../../collect/reader';
import { s3Client } from '../../collect/s3-client';
import { alarmed } from './alarmed';
import { EVERYTHING, somebody } from './enforced';
import { type Played, refusal, type Scene, type Stage, standing } from './scene';
import { sessionOf, trailEvent } from './trail-events';

const USER = /-break-glass-\d$/;

const sealed: Scene = {
  id: 'break-glass-needs-second-factor',
  title: {
    en: 'Somebody has the key of a break-glass user, and no second factor',
    zh: '有人持有应急用户密钥但无第二因素',
  },
  expected: { en: 'refused everything, whatever rights the user is given', zh: '无论另授何种权限，一切操作均被拒绝' },
  facets: ['8.2/mfa#break-glass-mfa'],
  async play(stage): Promise<Played> {
    const [first, ...others] = usersOf(stage);
    return stage.enforcing(async (client) => {
      const root = client(first.account, first.region);
      const unsealed = await somebody(root, { UserName: 'unsealed', policies: { everything: EVERYTHING } });
      const refusals: (string | undefined)[] = [];
      for (const user of [first, ...others]) {
        const policies = { ...(await policiesOf(stage, user)), everything: EVERYTHING };
        refusals.push(...(await tried(await somebody(root, { UserName: user.physicalId, policies }))));
      }
      const usual = await tried(unsealed);
      const refused = refusals.filter(Boolean).length;
      return {
        ending: refused === refusals.length && !usual.some(Boolean) ? 'as-expected' : 'wrong',
        happened: {
          en: `${refused} of ${refusals.length} calls of ${1 + others.length} users refused; ${usual.filter(Boolean).length} of ${usual.length} calls of another user with all rights: by the policies as deployed, where policies are enforced`,
          zh: `${1 + others.length} 个应急用户的 ${refusals.length} 次调用中 ${refused} 次被拒绝；另一拥有全部权限的用户 ${usual.length} 次中 ${usual.filter(Boolean).length} 次：依据已部署的策略，在执行策略的模拟器中判定`,
        },
        subject: first,
      };
    });
  },
};

/** The break-glass users of the account that has them. */
function usersOf(stage: Stage): readonly [DeployedResource, ...DeployedResource[]] {
  const first = standing(stage, 'AWS::IAM::User', USER);
  const others = stage.resources.filter(
    ({ type, account, physicalId }) =>
      type === first.type && account === first.account && USER.test(physicalId) && physicalId !== first.physicalId,
  );
  return [first, ...others];
}

/** The policies of a user, as IAM has them: it writes them as a URL would. */
async function policiesOf(stage: Stage, { account, region, physicalId: UserName }: DeployedResource) {
  const iam = new IAMClient(stage.client(account, region));
  const { PolicyNames = [] } = await iam.send(new ListUserPoliciesCommand({ UserName }));
  const policies: Record<string, string> = {};
  for (const PolicyName of PolicyNames) {
    const { PolicyDocument = '' } = await iam.send(new GetUserPolicyCommand({ UserName, PolicyName }));
    policies[PolicyName] = decodeURIComponent(PolicyDocument);
  }
  return policies;
}

/** How some calls with a key went: refused with the error's name, or not. */
const tried = async (settings: ClientSettings): Promise<readonly (string | undefined)[]> => [
  await refusal(() => new IAMClient(settings).send(new ListUsersCommand({})), 'AccessDenied'),
  await refusal(() => s3Client(settings).send(new ListBucketsCommand({})), 'AccessDenied'),
];

const roleOf = (userName: string): string => userName.replace(/-\d$/, '');

const useAlarmed: Scene = alarmed({
  id: 'break-glass-use-alarmed',
  title: { en: 'A break-glass user takes the role', zh: '应急用户切换到应急角色' },
  facets: ['8.2/high-risk-approval#break-glass-control'],
  metric: 'break-glass-use',
  subject: (stage) => standing(stage, 'AWS::IAM::User', USER),
  event: (user) => roleTaken(user),
  lookAlike: (user) => lookAlike(user),
});

const FROM = '203.0.113.7';

const roleTaken = (user: DeployedResource): string =>
  trailEvent(user, {
    service: 'sts',
    name: 'AssumeRole',
    at: new Date(),
    from: FROM,
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE',
      arn: `arn:aws:iam::${user.account}:user${BREAK_GLASS_PATH}${user.physicalId}`,
      accountId: user.account,
      userName: user.physicalId,
    },
    requestParameters: {
      roleArn: `arn:aws:iam::${user.account}:role/${roleOf(user.physicalId)}`,
      roleSessionName: user.physicalId,
      durationSeconds: 3600,
    },
  });

/** Somebody reviews what was done by break-glass, in a role that is called after that. */
const lookAlike = (user: DeployedResource): string =>
  trailEvent(user, {
    service: 'iam',
    name: 'ListRoles',
    at: new Date(),
    from: FROM,
    userIdentity: sessionOf(user.account, 'alice', `${roleOf(user.physicalId)}-review`),
  });

export const BREAK_GLASS_SCENES: readonly Scene[] = [sealed, useAlarmed];
