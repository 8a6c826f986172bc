import type {
  AnyCommand,
  ArgumentTable,
  CommandDefinition,
  OptionTable,
} from './CommandDefinition.ts'

/** Declares a command, so that its handler knows the types of its arguments and options. */
export function defineCommand<const A extends ArgumentTable, const O extends OptionTable>(
  definition: CommandDefinition<A, O>,
): AnyCommand {
  return definition as unknown as AnyCommand
}
