import type { FlatError } from './flattenError.ts'
import { RemoteError } from './RemoteError.ts'

/** The error to throw on this side. */
export function reviveError(flat: FlatError): Error {
  if (flat.code !== undefined) return new RemoteError(flat)
  const error = new Error(flat.message)
  error.name = flat.name
  if (flat.stack !== undefined) error.stack = flat.stack
  return error
}
