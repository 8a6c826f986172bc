import type { L1Receipt } from './L1Receipt.ts'
import { parseL1Log } from './parseL1Log.ts'
import { RpcObject } from './RpcObject.ts'

/** A receipt in a node's answer. Throws {@link L1ResponseError}. */
export function parseL1Receipt(method: string, value: unknown): L1Receipt {
  const fields = new RpcObject(method, value)
  return {
    transactionHash: fields.hash('transactionHash'),
    transactionIndex: fields.number('transactionIndex'),
    type: fields.has('type') ? fields.number('type') : 0,
    isSuccess: fields.number('status') === 1,
    blockNumber: fields.number('blockNumber'),
    blockHash: fields.hash('blockHash'),
    from: fields.address('from'),
    to: fields.has('to') ? fields.address('to') : null,
    contractAddress: fields.has('contractAddress') ? fields.address('contractAddress') : null,
    gasUsed: fields.bigint('gasUsed'),
    cumulativeGasUsed: fields.bigint('cumulativeGasUsed'),
    effectiveGasPrice: fields.bigint('effectiveGasPrice'),
    logsBloom: fields.fixedBytes('logsBloom', 256),
    logs: fields.list('logs').map((log) => parseL1Log(method, log)),
  }
}
