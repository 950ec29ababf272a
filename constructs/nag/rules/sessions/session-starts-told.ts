import { render } from '../../intrinsics';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';
import type { Resource } from '../../template';

/** The document that sessions get when nobody names another: it is there in every account, also where nobody enters. */
const DEFAULT = 'SSM-SessionManagerRunShell';

/** Where a document of sessions stands, starts of sessions are told of, so that they can be held against recordings. */
export const sessionStartsTold: Rule = {
  id: 'session-starts-told',
  demand: {
    en: 'In the account and region of a session document, an event rule hands on each StartSession.',
    zh: '会话文档所在账号与区域须有事件规则转送每次 StartSession。',
  },
  types: ['AWS::SSM::Document'],
  reference: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
  judge(document) {
    if (document.literal('DocumentType') !== 'Session' || document.text('Name') === DEFAULT) return OTHER;
    const rules = document.template.estate.ofType('AWS::Events::Rule').filter((rule) => isBeside(rule, document));
    return rules.some(tellsOfStarts)
      ? compliant
      : nonCompliant({
          property: 'AWS::Events::Rule',
          message: {
            en: 'is missing: nobody is told that a session has started, and none is missed that was not recorded',
            zh: '缺失：会话启动无人获知，未录制的会话亦无从发现',
          },
        });
  },
};

const OTHER = notApplicable({ en: 'no session of the bastion starts with it', zh: '堡垒机会话不使用该文档' });

const isBeside = ({ template: { environment: one } }: Resource, { template: { environment: other } }: Resource) =>
  one.account === other.account && one.region === other.region;

const tellsOfStarts = (rule: Resource): boolean =>
  (rule.literal('State') ?? 'ENABLED') === 'ENABLED' &&
  rule.list('Targets').length > 0 &&
  render(rule.raw('EventPattern'), rule.template.environment).includes('"StartSession"') &&
  // of those that were refused alone nobody needs to hear
  rule.literal('EventPattern.detail.errorCode.0.exists') !== true;
