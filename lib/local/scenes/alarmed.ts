import type { Bilingual } from '../../../constructs/standard';
import type { DeployedResource } from '../../collect/observe';
import type { Raised } from './alarms';
import { WatchedLog } from './logs';
import type { Played, Scene, Stage } from './scene';

/** Something on the trail of which those on call must hear at once. */
export interface Alarmed extends Pick<Scene, 'id' | 'title' | 'facets'> {
  /** Of the detection that must see it. */
  readonly metric: string;
  readonly subject: (stage: Stage) => DeployedResource;
  /** The event, as CloudTrail writes it. */
  readonly event: (subject: DeployedResource) => string;
  /** One that looks like it, and is nothing. */
  readonly lookAlike: (subject: DeployedResource) => string;
}

/** The event and its look-alike arrive in the log group of the trail: the alarm goes off of the one, and keeps still on the other. */
export const alarmed = ({ id, title, facets, metric, subject, event, lookAlike }: Alarmed): Scene => ({
  id,
  title,
  expected: {
    en: 'those on call hear of the first event; not of one that looks like it',
    zh: '首个事件即送达值班人员；相似的正常事件不告警',
  },
  facets,
  async play(stage): Promise<Played> {
    const resource = subject(stage);
    const trail = WatchedLog.of(stage, /\/trail$/);
    const raisedBy = async (line: string) =>
      (await trail.count(await trail.arrive([line]))).find((raised) => raised.metric === metric);
    const like = await raisedBy(lookAlike(resource));
    const found = await raisedBy(event(resource));
    const ending = found?.heard && !like ? 'as-expected' : 'wrong';
    return { ending, happened: happened(found, like), subject: resource };
  },
});

function happened(found: Raised | undefined, like: Raised | undefined): Bilingual {
  const [en, zh] = found?.heard ? [' and was heard', '并送达'] : [', and nobody heard', '但未送达'];
  const event = found ? { en: `${found.alarm} went off${en}`, zh: `${found.alarm} 触发${zh}` } : NO_ALARM;
  const other = like ? { en: 'so it did', zh: '也触发' } : { en: 'it kept still', zh: '未触发' };
  return {
    en: `${event.en}; ${other.en} on the other. Deployed filters were matched by isms`,
    zh: `${event.zh}；相似事件${other.zh}。已部署的过滤器由 isms 匹配`,
  };
}

const NO_ALARM: Bilingual = { en: 'no alarm', zh: '无告警' };
