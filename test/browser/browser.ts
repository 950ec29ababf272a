import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

/** Where Chromium is usually installed; `CHROMIUM` names another place. */
const PLACES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export const findChromium = (): string | undefined => PLACES.find((place) => place !== undefined && existsSync(place));

export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });

/** How somebody looks at a report. */
export interface View {
  readonly language: 'en' | 'zh';
  readonly width: 'wide' | 'narrow';
  readonly scheme: 'light' | 'dark';
  readonly scripts?: boolean;
}

export const VIEW: View = { language: 'en', width: 'wide', scheme: 'light' };

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

const LOCALES = { en: 'en-GB', zh: 'zh-CN' };

/** The text that is seen: of the two languages, the one that is shown. */
// biome-ignore lint/performance/useDomNodeTextContent: textContent holds both languages
export const textOf = (element: Locator): Promise<string> => element.innerText();

/** How long the page may take for anything. */
const PATIENCE_MS = 60_000;

/** Waits for something that the page does in its own time. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come to pass in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A report in a browser, with all that it complained of and all that it asked the network for. */
export class OpenReport {
  /** Complaints of the console, errors of scripts, and requests for anything but the page itself. */
  readonly troubles: string[] = [];

  private constructor(
    readonly page: Page,
    readonly address: string,
    private readonly unpacks: boolean,
  ) {
    page.on('console', (message) => this.troubles.push(`console ${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.troubles.push(`script: ${error.message}`));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(address) && !url.startsWith('data:')) this.troubles.push(`request: ${url}`);
    });
  }

  /** @param hash what follows the file's name in the address, such as `#8.2/mfa` */
  static async open(browser: Browser, file: string, view: View, hash = ''): Promise<OpenReport> {
    const context = await browser.newContext({
      viewport: SIZES[view.width],
      colorScheme: view.scheme,
      locale: LOCALES[view.language],
      javaScriptEnabled: view.scripts ?? true,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const report = new OpenReport(
      page,
      pathToFileURL(file).href,
      view.scripts !== false && file.endsWith('index.html'),
    );
    await page.goto(report.address + hash);
    await report.ready();
    return report;
  }

  /** The same page once more, from the beginning. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** The evidence of a report is unpacked first. */
  private async ready(): Promise<void> {
    if (this.unpacks) await this.page.waitForSelector('html[data-ready]', { state: 'attached' });
  }

  /** @param script an expression, evaluated in the page */
  ask<Answer>(script: string): Promise<Answer> {
    return this.page.evaluate(script) as Promise<Answer>;
  }

  /** The row of a requirement or facet, by its id. */
  row(id: string) {
    return this.page.locator(`[id="${id}"]`);
  }

  /** Ids of the requirements that are shown. */
  shown(): Promise<readonly string[]> {
    return this.ask("[...document.querySelectorAll('details.requirement:not([hidden])')].map(({ id }) => id)");
  }

  hash(): Promise<string> {
    return this.ask('decodeURIComponent(location.hash)');
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
