import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { type SettingKey, settingTable } from '../configuration/settingTable.ts'
import type { AnyCommand, ArgumentSpec } from './CommandDefinition.ts'
import { commandHelp } from './commandHelp.ts'
import { nounHelp } from './nounHelp.ts'
import type { OptionSpec } from './OptionSpec.ts'
import { programHelp } from './programHelp.ts'

/** What was asked for on the command line. */
export interface Invocation {
  readonly command: AnyCommand
  readonly arguments: Readonly<Record<string, unknown>>
  readonly options: Readonly<Record<string, unknown>>
}

export interface ProgramOptions {
  readonly commands: readonly AnyCommand[]
  readonly nouns: Readonly<Record<string, string>>
  readonly version: string
  /** Told which command was asked for. */
  readonly onInvocation: (invocation: Invocation) => void
  /** Takes help texts. */
  readonly write: (text: string) => void
}

/** Settings that every command takes, before or after its own name. */
const GLOBAL_SETTINGS: readonly SettingKey[] = ['rpcUrl', 'l1Url', 'l1Contracts']

/** The parser of the whole command line. It throws commander's errors and never ends the process. */
export function buildProgram(options: ProgramOptions): Command {
  const { commands, nouns, version, onInvocation, write } = options
  const program = new Command('mvm')
  prepare(program, write, () => programHelp(nouns))
  program.version(version, '-V, --version', 'print the version')
  program.option('--json', 'print one JSON object on stdout')
  for (const key of GLOBAL_SETTINGS) {
    const { flag, description } = settingTable[key]
    program.option(flag, description)
  }
  for (const [noun, summary] of Object.entries(nouns)) {
    const own = commands.filter((command) => command.noun === noun)
    const group = program.command(noun).summary(summary)
    prepare(group, write, () => nounHelp(noun, summary, own))
    for (const command of own) addCommand(group, command, write, onInvocation)
  }
  return program
}

function addCommand(
  group: Command,
  command: AnyCommand,
  write: (text: string) => void,
  onInvocation: (invocation: Invocation) => void,
): void {
  const names = Object.keys(command.arguments)
  const leaf = group.command(command.verb).summary(command.summary)
  prepare(leaf, write, () => commandHelp(command))
  for (const name of names)
    leaf.addArgument(toArgument(command.arguments[name] as ArgumentSpec<unknown>))
  for (const spec of Object.values(command.options)) leaf.addOption(toOption(spec))
  leaf.action((...parameters: unknown[]) => {
    const values = Object.fromEntries(names.map((name, index) => [name, parameters[index]]))
    onInvocation({ command, arguments: values, options: leaf.optsWithGlobals() })
  })
}

function prepare(command: Command, write: (text: string) => void, help: () => string): void {
  command
    .exitOverride()
    .helpCommand(false)
    .helpOption('-h, --help', 'show this')
    .allowExcessArguments(false)
    .configureOutput({ writeOut: write, writeErr: () => {}, outputError: () => {} })
  command.helpInformation = help
}

function toOption({
  flags,
  description,
  parse,
  isRequired,
  fallback,
}: OptionSpec<unknown>): Option {
  const option = new Option(flags, description).makeOptionMandatory(isRequired)
  if (parse !== undefined) option.argParser(parse)
  return fallback === undefined ? option : option.default(fallback)
}

function toArgument({ name, description, parse }: ArgumentSpec<unknown>): Argument {
  return new Argument(name, description).argParser((text: string) => {
    if (text === '') throw new InvalidArgumentError('It is empty.')
    return parse(text)
  })
}
