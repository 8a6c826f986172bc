import type { L1Log } from './L1Log.ts'
import { RpcObject } from './RpcObject.ts'

/** An event in a node's answer. Throws {@link L1ResponseError}. */
export function parseL1Log(method: string, value: unknown): L1Log {
  const fields = new RpcObject(method, value)
  return {
    address: fields.address('address'),
    topics: fields.fixedBytesList('topics', 32),
    data: fields.bytes('data'),
    blockNumber: fields.number('blockNumber'),
    blockHash: fields.hash('blockHash'),
    transactionHash: fields.hash('transactionHash'),
    transactionIndex: fields.number('transactionIndex'),
    logIndex: fields.number('logIndex'),
  }
}
