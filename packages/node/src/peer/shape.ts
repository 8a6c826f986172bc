/** Whether a value is of a kind. */
export type Check = (value: unknown) => boolean

/** Checks of values that come from another machine. */
export const shape = {
  /** A number of the protocol: none is negative. */
  number: ((value) => Number.isSafeInteger(value) && (value as number) >= 0) as Check,
  /** What fits an ABI word. */
  integer: ((value) => typeof value === 'bigint' && value >= 0n && value < 2n ** 256n) as Check,
  boolean: ((value) => typeof value === 'boolean') as Check,
  bytes: ((value) => value instanceof Uint8Array) as Check,
  text: ((value) => typeof value === 'string' && value.length <= 10_000) as Check,
  hash: ((value) => typeof value === 'string' && /^0x[0-9a-f]{64}$/.test(value)) as Check,
  address: ((value) => typeof value === 'string' && /^0x[0-9a-f]{40}$/.test(value)) as Check,

  literal(expected: string): Check {
    return (value) => value === expected
  },

  optional(check: Check): Check {
    return (value) => value === undefined || check(value)
  },

  list(check: Check, maxLength: number): Check {
    return (value) => Array.isArray(value) && value.length <= maxLength && value.every(check)
  },

  /** An object with these fields; others do no harm. */
  fields(checks: Readonly<Record<string, Check>>): Check {
    const all = Object.entries(checks)
    return (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
      const fields = value as Readonly<Record<string, unknown>>
      return all.every(([name, check]) => check(fields[name]))
    }
  },

  oneOf(...checks: readonly Check[]): Check {
    return (value) => checks.some((check) => check(value))
  },
} as const
