import type { CommandResult } from '../output/CommandResult.ts'
import type { CommandContext } from './CommandContext.ts'
import type { OptionSpec } from './OptionSpec.ts'

/** A value that stands on the command line without a name. */
export interface ArgumentSpec<T> {
  /** Such as `<file>`, or `[key]` for one that may be missing. */
  readonly name: string
  readonly description: string
  /** Throws commander's `InvalidArgumentError`. */
  readonly parse: (text: string) => T
}

export type OptionTable = Readonly<Record<string, OptionSpec<unknown>>>
export type ArgumentTable = Readonly<Record<string, ArgumentSpec<unknown>>>

/** What a command gets for its options, by name. */
export type OptionValues<O extends OptionTable> = {
  readonly [K in keyof O]: O[K] extends OptionSpec<infer T> ? T : never
}

/** What a command gets for its arguments, by name. */
export type ArgumentValues<A extends ArgumentTable> = {
  readonly [K in keyof A]: A[K] extends ArgumentSpec<infer T> ? T : never
}

/** One command: what it is called, what it takes, what it does. */
export interface CommandDefinition<A extends ArgumentTable, O extends OptionTable> {
  readonly noun: string
  readonly verb: string
  /** One line, beginning with a verb in the third person. */
  readonly summary: string
  /** Without the program's name; help shows them first. */
  readonly examples: readonly [string, string, string]
  /** What help says beyond the summary, a line each. */
  readonly notes?: readonly string[]
  readonly arguments: A
  /** Named as commander names them: the long flag in camel case. */
  readonly options: O
  /** `null`: the command has printed its result itself. */
  handle(
    context: CommandContext,
    input: { readonly arguments: ArgumentValues<A>; readonly options: OptionValues<O> },
  ): Promise<CommandResult | null>
}

/** Any command, for the program that lists them all. */
export type AnyCommand = CommandDefinition<ArgumentTable, OptionTable>
