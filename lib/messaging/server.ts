import { reasonOf, toAppError } from '../kernel/app-error';
import { z } from '../zod';
import { type Answer, type CommandHandlers, type CommandName, COMMANDS } from './protocol';

/** Who sent a message, as the browser says. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
}

/** This extension: only its own pages may command the worker (reliability §2.8). */
export interface Self {
  id: string;
  /** `chrome-extension://<id>/` */
  origin: string;
}

const envelope = z.object({ type: z.string(), input: z.unknown() });

type AnyHandler = (input: unknown) => Promise<Answer<unknown>>;

/**
 * The one listener for messages. `undefined` for whatever is not a command from a page of ours: a promise would
 * claim the answer. `handlers` is awaited per message, so that the listener can be registered before they exist.
 */
export function createServer(
  self: Self,
  handlers: () => Promise<CommandHandlers>,
): (message: unknown, sender: Sender) => Promise<Answer<unknown>> | undefined {
  return (message, sender) => {
    if (sender.id !== self.id || sender.url?.startsWith(self.origin) !== true) return undefined;
    const command = parseCommand(message);
    return command === undefined ? undefined : run(handlers, command);
  };
}

interface Command {
  type: CommandName;
  input: unknown;
}

function parseCommand(message: unknown): Command | undefined {
  const parsed = envelope.safeParse(message);
  if (!parsed.success || !isCommandName(parsed.data.type)) return undefined;
  const { type } = parsed.data;
  const input = COMMANDS[type].safeParse(parsed.data.input);
  return input.success ? { type, input: input.data } : undefined;
}

function isCommandName(type: string): type is CommandName {
  return Object.hasOwn(COMMANDS, type);
}

/** Failures cross the boundary as values: an exception would arrive as a text. */
async function run(
  handlers: () => Promise<CommandHandlers>,
  { type, input }: Command,
): Promise<Answer<unknown>> {
  try {
    // Parsed with the schema of this very command, which TypeScript cannot follow through the table.
    return await ((await handlers())[type] as AnyHandler)(input);
  } catch (error) {
    return { ok: false, ...reasonOf(toAppError(error)) };
  }
}
