import type { Choice } from './model';
import { matches } from './pattern';
import { anyOf, not, type Truth } from './truth';

/** The actions of a statement, so arranged that of its patterns only those are tried that an action may fall under. */
interface ActionList {
  readonly negated: boolean;
  /** Written out, in lower case. */
  readonly names: ReadonlySet<string>;
  /** Patterns of one service, by its prefix. */
  readonly ofService: ReadonlyMap<string, readonly string[]>;
  /** Patterns of any service, and those that deployment completes. */
  readonly open: readonly string[];
  /** What was asked before: the same few actions are asked about again and again. */
  readonly answers: Map<string, Truth>;
}

const lists = new WeakMap<Choice<string>, ActionList>();

/** Whether the actions of a statement take in an action. What a statement without actions covers, `misplaced` settles. */
export function coversAction(actions: Choice<string> | undefined, action: string): Truth {
  if (actions === undefined) return true;
  const list = listOf(actions);
  const known = list.answers.get(action);
  if (known !== undefined) return known;
  const any = takesIn(list, action);
  const truth = list.negated ? not(any) : any;
  list.answers.set(action, truth);
  return truth;
}

function listOf(actions: Choice<string>): ActionList {
  const before = lists.get(actions);
  if (before) return before;
  const list = arranged(actions);
  lists.set(actions, list);
  return list;
}

function takesIn({ names, ofService, open }: ActionList, action: string): Truth {
  const name = action.toLowerCase();
  if (names.has(name)) return true;
  const own = ofService.get(serviceIn(name)) ?? [];
  return anyOf([...own, ...open], (pattern) => matches(pattern, action, { wildcards: true, ignoreCase: true }));
}

const serviceIn = (action: string): string => action.slice(0, action.indexOf(':') + 1);

function arranged({ negated, items }: Choice<string>): ActionList {
  const names = new Set<string>();
  const ofService = new Map<string, string[]>();
  const open: string[] = [];
  for (const item of items) {
    const service = serviceIn(item.toLowerCase());
    if (!/[*?{]/.test(item)) names.add(item.toLowerCase());
    else if (service === '' || /[*?]/.test(service) || item.includes('{')) open.push(item);
    else ofService.set(service, [...(ofService.get(service) ?? []), item]);
  }
  return { negated, names, ofService, open, answers: new Map() };
}
