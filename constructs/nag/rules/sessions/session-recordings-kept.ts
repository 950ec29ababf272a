import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';
import { settingOf, unlessBastion, userDataOf } from '../compute/launch';
import { storesElsewhere } from '../storage/log-buckets';

/** What the recorder is told of its bucket. */
const STORE = /"store_url": "https:\/\/([^/"]+)\.s3[.-][^/"]+"/;

/** The recorder of a bastion stores into a bucket of the templates, where they have one for recordings: there rules keep them. */
export const sessionRecordingsKept: Rule = {
  id: 'session-recordings-kept',
  demand: {
    en: 'The recorder of a bastion stores into a bucket of the landing zone, where it has one for recordings.',
    zh: '着陆区设有录像存储桶时，堡垒机的录制器须存入其存储桶。',
  },
  types: ['AWS::EC2::LaunchTemplate', 'AWS::EC2::Instance'],
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html',
  judge(host) {
    const elsewhere = unlessBastion(host);
    if (elsewhere) return elsewhere;
    const [, bucket] = STORE.exec(userDataOf(host)) ?? [];
    if (bucket === undefined) return STORES_NOWHERE;
    const path = settingOf(host, 'UserData');
    if (!storesElsewhere(bucket, host, path)) return compliant;
    return nonCompliant(
      finding(
        path,
        `has recordings stored in ${bucket}, of which no template tells, beside buckets for them: nothing keeps them there`,
        `将录像存入模板中不存在的 ${bucket}，而另有录像存储桶：其中的录像无保护`,
      ),
    );
  },
};

const STORES_NOWHERE = notApplicable({ en: 'it has no recorder that stores recordings', zh: '其没有存储录像的录制器' });
