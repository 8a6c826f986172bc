import { RpcError } from './RpcError.ts'

/** The client closed the connection before its request was answered: work for it ends with this, and nobody is told. */
export class ClientGoneError extends RpcError {
  readonly code = 'CLIENT_GONE'
  readonly rpcCode = -32002

  constructor() {
    super('the client is gone')
  }
}
