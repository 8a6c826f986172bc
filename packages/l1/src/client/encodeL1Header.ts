import type { Hex } from '@mvm/protocol'
import { encodeRlp, toBeArray } from 'ethers'
import type { RpcObject } from './RpcObject.ts'

/** RLP of the header: EIP-1559's sixteen fields, then those of later forks as far as the block has them. */
export function encodeL1Header(fields: RpcObject): Hex {
  const items: (string | Uint8Array)[] = [
    fields.hash('parentHash'),
    fields.hash('sha3Uncles'),
    fields.address('miner'),
    fields.hash('stateRoot'),
    fields.hash('transactionsRoot'),
    fields.hash('receiptsRoot'),
    fields.fixedBytes('logsBloom', 256),
    toBeArray(fields.bigint('difficulty')),
    toBeArray(fields.bigint('number')),
    toBeArray(fields.bigint('gasLimit')),
    toBeArray(fields.bigint('gasUsed')),
    toBeArray(fields.bigint('timestamp')),
    fields.bytes('extraData'),
    fields.hash('mixHash'),
    fields.fixedBytes('nonce', 8),
    toBeArray(fields.bigint('baseFeePerGas')),
  ]
  if (fields.has('withdrawalsRoot')) items.push(fields.hash('withdrawalsRoot'))
  if (fields.has('blobGasUsed')) items.push(toBeArray(fields.bigint('blobGasUsed')))
  if (fields.has('excessBlobGas')) items.push(toBeArray(fields.bigint('excessBlobGas')))
  if (fields.has('parentBeaconBlockRoot')) items.push(fields.hash('parentBeaconBlockRoot'))
  if (fields.has('requestsHash')) items.push(fields.hash('requestsHash'))
  return encodeRlp(items) as Hex
}
