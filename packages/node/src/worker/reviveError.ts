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

/** A typed error that was thrown in another thread: same code, message, remedy and fields. */
export class RemoteError extends MvmError {
  readonly code: string
  readonly fields: Readonly<Record<string, unknown>>

  constructor(flat: FlatError) {
    super(flat.message, flat.remedy === undefined ? {} : { remedy: flat.remedy })
    this.name = flat.name
    this.code = flat.code ?? 'INTERNAL'
    this.fields = flat.fields
    if (flat.stack !== undefined) this.stack = flat.stack
  }
}

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

/** The error to throw on this side. */
export function reviveError(flat: FlatError): Error {
  if (flat.code !== undefined) return new RemoteError(flat)
  const error = new Error(flat.message)
  error.name = flat.name
  if (flat.stack !== undefined) error.stack = flat.stack
  return error
}
