import { fromHex, keccak256Hex } from '@mvm/protocol'
import { encodeRlp, toBeArray } from 'ethers'
import { L1DataMismatchError } from '../error/L1DataMismatchError.ts'
import type { L1Block } from './L1Block.ts'
import { RpcObject } from './RpcObject.ts'

/**
 * A block in a node's answer. Its hash is recomputed from the header's fields, so that nothing in it can be wrong
 * without changing the hash; a node that answers otherwise gets {@link L1DataMismatchError}. With `isTrusted` that is
 * left out, for an L1 whose headers have fields that this version does not know.
 */
export function parseL1Block(method: string, value: unknown, isTrusted = false): L1Block {
  const fields = new RpcObject(method, value)
  const block: L1Block = {
    number: fields.number('number'),
    hash: fields.hash('hash'),
    parentHash: fields.hash('parentHash'),
    timestamp: fields.number('timestamp'),
    prevRandao: fields.hash('mixHash'),
    baseFeePerGas: fields.bigint('baseFeePerGas'),
    receiptsRoot: fields.hash('receiptsRoot'),
    logsBloom: fields.fixedBytes('logsBloom', 256),
  }
  if (isTrusted) return block
  const actual = keccak256Hex(fromHex(encodeHeader(fields)))
  if (actual !== block.hash) {
    const what = `the header of L1 block ${block.number}`
    throw new L1DataMismatchError({ what, expected: block.hash, actual })
  }
  return block
}

/** RLP of the header: EIP-1559's sixteen fields, then those of later forks as far as the block has them. */
function encodeHeader(fields: RpcObject): string {
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
  return encodeRlp(items)
}
