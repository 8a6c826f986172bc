import type { L1Transaction } from './L1Transaction.ts'
import { RpcObject } from './RpcObject.ts'

/** A transaction in a node's answer. Throws {@link L1ResponseError}. */
export function parseL1Transaction(method: string, value: unknown): L1Transaction {
  const fields = new RpcObject(method, value)
  return {
    hash: fields.hash('hash'),
    from: fields.address('from'),
    to: fields.has('to') ? fields.address('to') : null,
    nonce: fields.number('nonce'),
    input: fields.bytes('input'),
    blockNumber: fields.has('blockNumber') ? fields.number('blockNumber') : null,
    blockHash: fields.has('blockHash') ? fields.hash('blockHash') : null,
  }
}
