import type { OptionSpec } from './OptionSpec.ts'

/** Ways to declare an option of a command. */
export const option = {
  /** Must be there. */
  required<T>(flags: string, description: string, parse: (text: string) => T): OptionSpec<T> {
    return { flags, description, parse, isRequired: true }
  },

  /** `undefined` when it is not there. */
  optional<T>(
    flags: string,
    description: string,
    parse: (text: string) => T,
  ): OptionSpec<T | undefined> {
    return { flags, description, parse, isRequired: false }
  },

  withDefault<T>(
    flags: string,
    description: string,
    parse: (text: string) => T,
    fallback: T,
  ): OptionSpec<T> {
    return { flags, description, parse, isRequired: false, fallback }
  },

  /** A switch without a value. */
  flag(flags: string, description: string): OptionSpec<boolean> {
    return { flags, description, isRequired: false, fallback: false }
  },
} as const
