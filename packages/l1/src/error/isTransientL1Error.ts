import { L1DataMismatchError } from './L1DataMismatchError.ts'
import { L1ResponseError } from './L1ResponseError.ts'
import { L1RpcError } from './L1RpcError.ts'
import { L1UnreachableError } from './L1UnreachableError.ts'

/** An error of L1's endpoints, which may be gone at the next try. */
export type TransientL1Error =
  | L1UnreachableError
  | L1RpcError
  | L1ResponseError
  | L1DataMismatchError

/** Whether trying again later makes sense: L1 was silent, refused or answered nonsense. */
export function isTransientL1Error(error: unknown): error is TransientL1Error {
  return (
    error instanceof L1UnreachableError ||
    error instanceof L1RpcError ||
    error instanceof L1ResponseError ||
    error instanceof L1DataMismatchError
  )
}
