import type { Browser } from 'playwright-core';
import { OpenReport, VIEW, type View } from './browser';
import type { WrittenReport } from './reports';

/** What a check looks at. */
export interface Subject {
  readonly browser: Browser;
  readonly organization: WrittenReport;
  readonly quickstart: WrittenReport;
  readonly faulty: WrittenReport;
  /** Networks of every kind, one with a hostile name. */
  readonly networks: WrittenReport;
}

/** One thing that holds of the page; it throws where it does not. */
export interface Check {
  readonly title: string;
  readonly run: (subject: Subject) => Promise<void>;
}

export interface Opening {
  readonly report?: 'organization' | 'quickstart' | 'faulty' | 'networks';
  readonly view?: Partial<View>;
  readonly hash?: string;
}

const LONGEST_MS = 300_000;

/** A page that hangs is a failure too. */
function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done in ${LONGEST_MS / 1000} s`)), LONGEST_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** A check on one open report, which must neither complain nor ask the network for anything. */
export const onReport = (title: string, opening: Opening, look: (open: OpenReport) => Promise<void>): Check => ({
  title,
  run: async (subject) => {
    const { page } = subject[opening.report ?? 'organization'];
    const open = await OpenReport.open(subject.browser, page, { ...VIEW, ...opening.view }, opening.hash);
    try {
      await inTime(look(open));
      if (open.troubles.length > 0) throw new Error(open.troubles.join('\n'));
    } finally {
      await open.close();
    }
  },
});
