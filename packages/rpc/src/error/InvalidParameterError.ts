import { RpcError } from './RpcError.ts'

/** A parameter is missing, too much, or not of the form that the method takes. */
export class InvalidParameterError extends RpcError {
  readonly code = 'INVALID_PARAMETER'
  readonly rpcCode = -32602
  /** Path of the parameter such as `0.gas`; empty when it is about all of them. */
  readonly at: string

  constructor({ at, problem }: { readonly at: string; readonly problem: string }) {
    super(at === '' ? problem : `invalid argument ${at}: ${problem}`)
    this.at = at
  }
}
