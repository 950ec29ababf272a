import type { DeployedResource } from '../../collect/observe';
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
    return {
      ending: found?.heard && !like ? 'as-expected' : 'wrong',
      happened: {
        en: `${found ? `${found.alarm} went off${found.heard ? ' and was heard' : ', and nobody heard'}` : 'no alarm'}; ${like ? 'so it did' : 'it kept still'} on the other. Deployed filters were matched by isms`,
        zh: `${found ? `${found.alarm} 触发${found.heard ? '并送达' : '但未送达'}` : '无告警'}；相似事件${like ? '也触发' : '未触发'}。已部署的过滤器由 isms 匹配`,
      },
      subject: resource,
    };
  },
});
