import { MvmError } from '@mvm/protocol'

/** An error as plain data: structured clone would drop its class and its typed fields. */
export interface FlatError {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
  readonly code: string | undefined
  readonly remedy: string | undefined
  readonly fields: Readonly<Record<string, unknown>>
}

/** What of an error crosses to another thread. */
export function flattenError(error: unknown): FlatError {
  if (!(error instanceof Error)) {
    return {
      name: 'Error',
      message: String(error),
      stack: undefined,
      code: undefined,
      remedy: undefined,
      fields: {},
    }
  }
  const { name, message, stack } = error
  const isTyped = error instanceof MvmError
  const fields = isTyped
    ? Object.fromEntries(Object.entries(error).filter(([, value]) => typeof value !== 'function'))
    : {}
  return {
    name,
    message,
    stack,
    code: isTyped ? error.code : undefined,
    remedy: isTyped ? error.remedy : undefined,
    fields,
  }
}
