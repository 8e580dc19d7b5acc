import type { ElementHandle, Page } from 'puppeteer';
import { waitUntil } from './wait';

/** Nothing is measured by it: a busy machine takes its time. */
const PATIENCE_MS = 30_000;

export type Attributes = Readonly<Record<string, string>>;

/** A page of the extension by its fixed hooks (`data-testid`, states as attributes); never by its texts. */
export interface ExtensionPage {
  page: Page;
  /** Clicks as a person does: the element must be visible and enabled. Counts as a user gesture. */
  click(testId: string, attributes?: Attributes): Promise<void>;
  /** Replaces what stands in a field, key by key. */
  type(testId: string, value: string): Promise<void>;
  /** Sets a control at once and fires `input` and `change`. */
  set(testId: string, value: string): Promise<void>;
  check(testId: string, checked: boolean): Promise<void>;
  exists(testId: string, attributes?: Attributes): Promise<boolean>;
  /** An attribute, or the value of a control for `value`; undefined without the element. */
  read(testId: string, attribute: string): Promise<string | undefined>;
  /** The `data-*` attributes of every element with this hook, in the order of the page. */
  list(testId: string): Promise<Record<string, string>[]>;
  /** Waits until one element with this hook has these attributes. */
  waitFor(testId: string, attributes?: Attributes, timeoutMs?: number): Promise<void>;
  waitForEnabled(testId: string, timeoutMs?: number): Promise<void>;
}

export function extensionPage(page: Page): ExtensionPage {
  const find = async (testId: string, attributes: Attributes = {}): Promise<ElementHandle<Element>> =>
    await waitUntil(
      `${describe(testId, attributes)} on ${page.url()}`,
      async () => (await page.$(selector(testId, attributes))) ?? undefined,
    );
  const waitForEnabled = async (testId: string, timeoutMs = PATIENCE_MS): Promise<void> => {
    const enabled = `${selector(testId)}:not(:disabled):not([aria-disabled="true"])`;
    await waitUntil(`${testId} to be enabled`, async () => (await page.$(enabled)) !== null, timeoutMs);
  };
  return {
    page,
    waitForEnabled,
    click: async (testId, attributes) => {
      await page.bringToFront();
      await page
        .locator(`${selector(testId, attributes)}`)
        .setTimeout(PATIENCE_MS)
        .click();
    },
    type: async (testId, value) => {
      await page.bringToFront();
      const field = await find(testId);
      await field.click({ count: 3 });
      await page.keyboard.press('Backspace');
      await field.type(value);
    },
    set: async (testId, value) => {
      await find(testId);
      await page.$eval(selector(testId), setValue, value);
    },
    check: async (testId, checked) => {
      const box = await find(testId);
      if ((await box.evaluate((element) => (element as HTMLInputElement).checked)) !== checked)
        await box.click();
    },
    exists: async (testId, attributes) => (await page.$(selector(testId, attributes))) !== null,
    read: async (testId, attribute) =>
      await page.$eval(selector(testId), readAttribute, attribute).catch(() => undefined),
    list: async (testId) => await page.$$eval(selector(testId), readData),
    waitFor: async (testId, attributes = {}, timeoutMs = PATIENCE_MS) => {
      await waitUntil(
        `${describe(testId, attributes)} on ${page.url()}`,
        async () => (await page.$(selector(testId, attributes))) !== null,
        timeoutMs,
      );
    },
  };
}

function selector(testId: string, attributes: Attributes = {}): string {
  const rest = Object.entries(attributes).map(([name, value]) => `[${name}=${JSON.stringify(value)}]`);
  return `[data-testid=${JSON.stringify(testId)}]${rest.join('')}`;
}

function describe(testId: string, attributes: Attributes): string {
  return `${testId} ${JSON.stringify(attributes)}`;
}

/** Runs in the page. The prototype's setter, so that a framework that watches the property sees the change. */
function setValue(element: Element, value: string): void {
  const prototype = Object.getPrototypeOf(element) as object;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value);
  element.dispatchEvent(new Event('input', { bubbles: true }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Runs in the page. */
function readAttribute(element: Element, attribute: string): string | undefined {
  if (attribute === 'value') return (element as HTMLInputElement).value;
  return element.getAttribute(attribute) ?? undefined;
}

/** Runs in the page. */
function readData(elements: Element[]): Record<string, string>[] {
  return elements.map((element) =>
    Object.fromEntries(
      element
        .getAttributeNames()
        .filter((name) => name.startsWith('data-'))
        .map((name) => [name, element.getAttribute(name) ?? '']),
    ),
  );
}
